// A step that is not complete comes back with everything that was typed and says what to do.
import { members, people } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { fillKneeOrthosis, kneeOrthosis } from '../../flows/fill-knee-orthosis';
import { makeDraft } from '../../flows/make-draft';
import { submit } from '../../flows/submit';
import { ErrorSummary } from '../../pages/error-summary';
import { RequestForm, STEPS, ofStep } from '../../pages/request-form';
import { TaskListPage } from '../../pages/task-list-page';

for (const { path, heading, labels } of STEPS.filter((step) => step.labels.length > 0)) {
  test(`the empty step "${heading}" names every missing answer and leads to each field`, async ({ as }) => {
    const desk = await as(people.frontDesk);
    const draft = await makeDraft(desk);
    const form = new RequestForm(desk);
    await form.open(draft, path);
    await form.saveAndContinue();

    const summary = new ErrorSummary(desk);
    await summary.expectShown();
    const first = form.field(labels[0] ?? heading);
    await summary.link(/./).first().click();
    await expect(first).toBeFocused();
    await expect(first).toHaveAttribute('aria-invalid', 'true');
  });
}

test('one wrong answer keeps all the others', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  const form = new RequestForm(desk);
  await form.open(draft, 'service');
  await form.answer({ ...ofStep('service', kneeOrthosis()), Quantity: 'two', Modifiers: 'RT & "LT"' });
  await form.saveAndContinue();

  await new ErrorSummary(desk).expectShown();
  await expect(form.field('Quantity')).toHaveValue('two');
  await expect(form.field('Modifiers')).toHaveValue('RT & "LT"');
  await expect(form.field('Procedure code')).toHaveValue('L1832');
  await expect(form.field('From')).toHaveValue(kneeOrthosis()['From'] ?? '');
  await expect(desk.getByRole('radio', { name: 'Standard' })).toBeChecked();

  await form.answer({ Quantity: '2', Modifiers: 'rt, kx' });
  await form.saveAndContinue();
  await form.expectOn('diagnosis');
});

test('a draft keeps what was typed when it is opened again later, and says that something is missing', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  const form = new RequestForm(desk);
  await form.open(draft, 'diagnosis');
  await form.answer({ 'Diagnosis code': 'not a code' });
  await form.saveAndContinue();
  await new ErrorSummary(desk).expectShown();

  await desk.goto('/dashboard');
  const tasks = new TaskListPage(desk);
  await tasks.open(draft);
  await expect(tasks.task('Diagnosis')).toContainText('Something is missing');
  await expect(tasks.task('Member')).toContainText('Not started');
  await expect(tasks.task('Check your answers')).toContainText('Cannot start yet');
  await tasks.link('Diagnosis').click();
  await expect(form.field('Diagnosis code')).toHaveValue('not a code');
});

test('a text keeps its lines and its signs', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  const form = new RequestForm(desk);
  await form.open(draft, 'clinical');
  await form.answer({ 'Clinical summary': 'Line one\n<b>& "two"</b>' });
  await desk.getByRole('button', { name: 'Save and leave' }).click();
  const tasks = new TaskListPage(desk);
  await expect(tasks.task('Clinical information')).toContainText('Done');
  await form.open(draft, 'clinical');
  await expect(form.field('Clinical summary')).toHaveValue('Line one\n<b>& "two"</b>');
});

test('a member who is not found is an error of the step', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  const form = new RequestForm(desk);
  await form.open(draft, 'member');
  await form.answer({ ...ofStep('member', kneeOrthosis()), 'Last name': 'Nobody' });
  await form.saveAndContinue();
  await new ErrorSummary(desk).expectShown();
  await expect(form.field('Last name')).toHaveValue('Nobody');

  await form.answer({ 'Last name': members.rosa.lastName });
  await form.saveAndContinue();
  await form.expectOn('providers');
  await form.open(draft, 'member');
  await expect(desk.getByRole('main')).toContainText('Rosa Delgado');
  await expect(desk.getByRole('main')).toContainText('Medicare Advantage, covered on');
});

test('a member whose coverage has ended is an error of the service', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  const form = new RequestForm(desk);
  await form.open(draft, 'member');
  await form.answer({ 'Member ID': members.tom.id, 'Date of birth': members.tom.birthDate, 'Last name': members.tom.lastName });
  await form.saveAndContinue();
  await form.expectOn('providers');
  await form.open(draft, 'service');
  await form.answer(ofStep('service', kneeOrthosis()));
  await form.saveAndContinue();
  await new ErrorSummary(desk).expectShown();
  await expect(form.field('From')).toHaveAttribute('aria-invalid', 'true');
});

test('an expedited request needs a reason', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  const form = new RequestForm(desk);
  await form.open(draft, 'service');
  await form.answer({ ...ofStep('service', kneeOrthosis()), Urgency: 'Expedited' });
  await form.saveAndContinue();
  await new ErrorSummary(desk).expectShown();
  await expect(form.field('Reason for expedited review')).toHaveAttribute('aria-invalid', 'true');

  await form.answer({ 'Reason for expedited review': 'The member cannot leave bed without the brace.' });
  await form.saveAndContinue();
  await form.expectOn('diagnosis');
});

test('a request that is sent too early says which steps are unfinished', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  await fillKneeOrthosis(desk, {});
  const form = new RequestForm(desk);
  await form.open(draft, 'diagnosis');
  await form.answer({ 'Diagnosis code': '' });
  await desk.getByRole('button', { name: 'Save and leave' }).click();
  await form.open(draft, 'check');
  await form.submit();
  const summary = new ErrorSummary(desk);
  await summary.expectShown();
  await expect(summary.link(/./)).toHaveCount(1);
  await summary.link('Check the diagnosis: something is missing').click();
  await desk.getByRole('link', { name: 'Enter a diagnosis code' }).click();
  await form.expectOn('diagnosis');
  await form.answer({ 'Diagnosis code': 'M17.11' });
  await form.saveAndContinue();
  await form.open(draft, 'check');
  await submit(desk);
});

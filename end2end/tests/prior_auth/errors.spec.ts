// A form that cannot be accepted comes back with everything that was typed and says what to do.
import { members, people } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { fillKneeOrthosis, kneeOrthosis } from '../../flows/fill-knee-orthosis';
import { makeDraft } from '../../flows/make-draft';
import { submit } from '../../flows/submit';
import { ErrorSummary } from '../../pages/error-summary';
import { RequestForm } from '../../pages/request-form';

test('an empty form names every missing answer and leads to each field', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await makeDraft(desk);
  const form = new RequestForm(desk);
  await form.submit();

  const summary = new ErrorSummary(desk);
  await summary.expectShown();
  await summary.link(/member ID/i).click();
  await expect(form.field('Member ID')).toBeFocused();
  await summary.link(/clinical summary/i).click();
  await expect(form.field('Clinical summary')).toBeFocused();
  await expect(form.field('Member ID')).toHaveAttribute('aria-invalid', 'true');
});

test('one wrong answer keeps all the others', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await makeDraft(desk);
  await fillKneeOrthosis(desk, { 'Requesting provider NPI': '1234567890', 'Clinical summary': 'Line one\n<b>& "two"</b>' });
  const form = new RequestForm(desk);
  await form.submit();

  await new ErrorSummary(desk).expectShown();
  await expect(form.field('Requesting provider NPI')).toHaveValue('1234567890');
  await expect(form.field('Member ID')).toHaveValue(members.rosa.id);
  await expect(form.field('Date of birth')).toHaveValue(members.rosa.birthDate);
  await expect(form.field('Procedure code')).toHaveValue('L1832');
  await expect(form.field('Clinical summary')).toHaveValue('Line one\n<b>& "two"</b>');
  await expect(desk.getByRole('radio', { name: 'Standard' })).toBeChecked();

  await form.answer({ 'Requesting provider NPI': '1234567893' });
  await submit(desk);
});

test('a draft keeps what was typed when it is opened again later', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  await fillKneeOrthosis(desk, { 'Diagnosis code': 'not a code' });
  const form = new RequestForm(desk);
  await form.submit();
  await new ErrorSummary(desk).expectShown();

  await desk.goto('/dashboard');
  await desk.goto(draft);
  await expect(form.field('Diagnosis code')).toHaveValue('not a code');
  await expect(form.field('Member ID')).toHaveValue(kneeOrthosis()['Member ID'] ?? '');
});

test('"Save and continue" keeps an unfinished form as it is', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  const form = new RequestForm(desk);
  await form.answer({ 'Member ID': members.rosa.id, Quantity: 'two' });
  await desk.getByRole('button', { name: 'Save and continue' }).click();
  await expect(desk.getByRole('status')).toContainText('Draft saved');
  expect(new URL(desk.url()).pathname).toBe(draft);
  await expect(form.field('Member ID')).toHaveValue(members.rosa.id);
  await expect(form.field('Quantity')).toHaveValue('two');
});

test('a member who is not found is an error of the form', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await makeDraft(desk);
  await fillKneeOrthosis(desk, { 'Last name': 'Nobody' });
  await new RequestForm(desk).submit();
  await new ErrorSummary(desk).expectShown();
  await expect(new RequestForm(desk).field('Last name')).toHaveValue('Nobody');
});

test('a member whose coverage has ended is an error of the form', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await makeDraft(desk);
  await fillKneeOrthosis(desk, {
    'Member ID': members.tom.id,
    'Date of birth': members.tom.birthDate,
    'Last name': members.tom.lastName,
  });
  await new RequestForm(desk).submit();
  await new ErrorSummary(desk).expectShown();
});

test('an expedited request needs a reason', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await makeDraft(desk);
  await fillKneeOrthosis(desk, { Urgency: 'Expedited' });
  const form = new RequestForm(desk);
  await form.submit();
  await new ErrorSummary(desk).expectShown();
  await expect(form.field('Reason for expedited review')).toHaveAttribute('aria-invalid', 'true');

  await form.answer({ 'Reason for expedited review': 'The member cannot leave bed without the brace.' });
  await submit(desk);
});

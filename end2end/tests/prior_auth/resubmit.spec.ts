// However often the same draft is sent, there is one case.
import { people } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { hydrated } from '../../fixtures/hydrated';
import { fillKneeOrthosis } from '../../flows/fill-knee-orthosis';
import { makeDraft } from '../../flows/make-draft';
import { submit } from '../../flows/submit';
import { CasePage } from '../../pages/case-page';
import { RequestForm } from '../../pages/request-form';

test('a double click submits once, and the draft leads to its case', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  await fillKneeOrthosis(desk);
  await desk.getByRole('button', { name: 'Submit request' }).dblclick();
  await expect(desk.getByRole('heading', { name: 'Request submitted' })).toBeVisible();
  const reference = await new CasePage(desk).reference();

  await desk.goto(draft);
  await hydrated(desk);
  expect(await new CasePage(desk).reference()).toBe(reference);
});

test('going back leads to the case, and once more to where the request began', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await makeDraft(desk);
  await fillKneeOrthosis(desk);
  const reference = await submit(desk);

  await desk.goBack();
  await hydrated(desk);
  expect(await new CasePage(desk).reference()).toBe(reference);
  await expect(desk.getByRole('heading', { name: 'Request submitted' })).toBeHidden();
});

test('a second tab that still shows the answers gets the same case', async ({ as, context }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  await fillKneeOrthosis(desk);
  const otherTab = await context.newPage();
  const form = new RequestForm(otherTab);
  await form.open(draft, 'check');

  const reference = await submit(desk);
  await form.submit();
  expect(await new CasePage(otherTab).reference()).toBe(reference);
});

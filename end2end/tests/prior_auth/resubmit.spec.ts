// However often the same draft is sent, there is one case.
import { people } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { hydrated } from '../../fixtures/hydrated';
import { fillKneeOrthosis } from '../../flows/fill-knee-orthosis';
import { makeDraft } from '../../flows/make-draft';
import { submit } from '../../flows/submit';
import { CasePage } from '../../pages/case-page';
import { RequestForm } from '../../pages/request-form';

test('a double click submits once', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  await fillKneeOrthosis(desk);
  await desk.getByRole('button', { name: 'Submit request' }).dblclick();
  await expect(desk.getByRole('heading', { name: 'Request submitted' })).toBeVisible();
  const reference = await new CasePage(desk).reference();

  await desk.goto(draft);
  await hydrated(desk);
  await expect(desk.getByRole('link', { name: reference })).toBeVisible();
});

test('going back and submitting again leads to the same case', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await makeDraft(desk);
  await fillKneeOrthosis(desk);
  const reference = await submit(desk);

  await desk.goBack();
  await hydrated(desk);
  await expect(desk.getByRole('link', { name: reference })).toBeVisible();
  await new RequestForm(desk).submit();
  expect(await new CasePage(desk).reference()).toBe(reference);
});

test('a second tab that still shows the form gets the same case', async ({ as, context }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  await fillKneeOrthosis(desk);
  const otherTab = await context.newPage();
  await otherTab.goto(draft);
  await hydrated(otherTab);
  await fillKneeOrthosis(otherTab);

  const reference = await submit(desk);
  await new RequestForm(otherTab).submit();
  expect(await new CasePage(otherTab).reference()).toBe(reference);
});

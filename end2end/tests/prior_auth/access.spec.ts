// Another practice's case answers exactly like a missing one.
import { people } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { hydrated } from '../../fixtures/hydrated';
import { logIn } from '../../flows/log-in';
import { submitKneeOrthosis } from '../../flows/submit';
import { CaseListPage } from '../../pages/case-list-page';

test('the other practice finds nothing at the address of a case', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);

  const other = await anotherBrowser();
  await logIn(other, people.otherPractice);
  const theirs = await other.goto(`/prior-auth/${reference}`);
  expect(theirs?.status()).toBe(404);
  const words = await other.getByRole('main').innerText();
  const missing = await other.goto('/prior-auth/PA-0000-0000');
  expect(missing?.status()).toBe(404);
  expect(await other.getByRole('main').innerText()).toBe(words);

  const list = new CaseListPage(other);
  await list.open();
  await expect(list.row(reference)).toHaveCount(0);
});

test('office staff are refused the work queue', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const answer = await desk.goto('/review');
  expect(answer?.status()).toBe(403);
  await expect(desk.getByRole('heading', { name: 'Access denied', level: 1 })).toBeVisible();
});

test('someone who may only look is offered no new request', async ({ as }) => {
  const viewer = await as(people.viewer);
  await viewer.goto('/prior-auth');
  await hydrated(viewer);
  await expect(viewer.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  await expect(viewer.getByRole('main').getByRole('link', { name: 'New request' })).toHaveCount(0);
  await expect(viewer.getByRole('main').getByRole('button', { name: 'New request' })).toHaveCount(0);
});

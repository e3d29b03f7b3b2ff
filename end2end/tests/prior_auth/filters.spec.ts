// Filters of the list: they stand in the address, say how much they let through, and can be taken away one by one.
import type { Page } from '@playwright/test';
import { people } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { logIn } from '../../flows/log-in';
import { submitKneeOrthosis } from '../../flows/submit';
import { CaseListPage } from '../../pages/case-list-page';

/** What the address asks for. A form that the browser sends itself names the empty fields, too. */
async function expectAsked(page: Page, asked: string): Promise<void> {
  const filled = () => [...new URL(page.url()).searchParams].filter(([, value]) => value !== '');
  await expect.poll(() => new URLSearchParams(filled()).toString()).toBe(asked);
}

test('filters narrow the list, stand in the address and can be dropped', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const list = new CaseListPage(desk);
  await list.open();
  await list.choose('Status', 'Approved', 'Denied');
  await list.apply();
  await expectAsked(desk, 'status=approved&status=denied');
  await expect(list.chips).toHaveText(['Approved', 'Denied']);
  await expect(list.shown).toHaveText(/^\d+ of \d+ requests$/);
  await expect(list.rows.first()).toBeVisible();
  for (const row of await list.rows.all()) await expect(row).toContainText(/Approved|Denied/);

  await list.choose('Urgency', 'Expedited');
  await list.apply();
  await expectAsked(desk, 'status=approved&status=denied&urgency=expedited');
  await desk.getByRole('link', { name: 'Remove filter Approved' }).click();
  await expectAsked(desk, 'status=denied&urgency=expedited');
  await expect(list.chips).toHaveText(['Denied', 'Expedited']);

  await desk.getByRole('link', { name: 'Clear filters' }).first().click();
  await expect(desk).toHaveURL(/\/prior-auth$/);
  await expect(list.chips).toHaveCount(0);
});

test('an address with filters is the same list for a colleague', async ({ as, anotherBrowser }) => {
  const address = '?status=in_review&sort=due';
  const list = new CaseListPage(await as(people.frontDesk));
  await list.open(address);
  const colleague = await anotherBrowser();
  await logIn(colleague, people.clinician);
  const same = new CaseListPage(colleague);
  await same.open(address);
  const references = (of: CaseListPage) => of.rows.getByRole('link').allInnerTexts();
  expect((await references(list)).length).toBeGreaterThan(1);
  expect(await references(same)).toEqual(await references(list));
});

test('nothing that fits says which filters to drop', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const list = new CaseListPage(desk);
  await list.open('?status=withdrawn&code=A0000');
  await expect(desk.getByText('Nothing fits these filters')).toBeVisible();
  await desk.getByRole('link', { name: 'Drop “Service A0000”' }).click();
  await expect(desk).toHaveURL(/\/prior-auth\?status=withdrawn$/);
  await expect(list.rows.first()).toBeVisible();
});

test('what was typed wrong is said at its field', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const list = new CaseListPage(desk);
  await list.open();
  await list.menu('Service');
  await desk.getByLabel('Procedure code').fill('knee');
  await list.apply();
  await expect(desk.getByRole('heading', { name: 'There is a problem' })).toBeVisible();
  await expect(desk).toHaveTitle(/^Error: /);
  await expect(desk.getByRole('link', { name: 'Enter a procedure code like L1832' })).toHaveAttribute('href', '#field-code');
});

test('a member is found by name, and the address holds none', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const list = new CaseListPage(desk);
  await list.open('?status=submitted');
  await list.find('Delgado');
  await expect(list.chips.filter({ hasText: 'Rosa Delgado' })).toBeVisible();
  await expect(list.row(reference)).toBeVisible();
  expect(desk.url().toLowerCase()).not.toContain('delgado');

  await list.find('Nobody');
  await expect(desk.getByRole('alert')).toContainText('Check what you typed');
  await expect(desk.getByLabel('Find by reference')).toHaveValue('Nobody');

  await list.find(reference);
  await expect(desk).toHaveURL(new RegExp(`/prior-auth/${reference}$`));
});

test('the columns sort, and the order stands in the address', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const list = new CaseListPage(desk);
  const references = () => list.rows.getByRole('link').allInnerTexts();
  await list.open('?status=modified');
  const newestFirst = await references();
  expect(newestFirst.length).toBeGreaterThan(1);
  await list.open('?status=modified&sort=received');
  expect(await references()).toEqual([...newestFirst].reverse());

  await list.open('?status=in_review&sort=due');
  const due = await list.rows.locator('time').evaluateAll((times) => times.map((time) => time.getAttribute('datetime') ?? ''));
  expect(due.length).toBeGreaterThan(1);
  const instants = due.map((time) => Date.parse(time));
  expect(instants).toEqual([...instants].sort((one, other) => one - other));
});

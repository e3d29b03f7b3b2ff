// Views of the list: saved by a name, come back to by their link, renamed and deleted; and the list as a file.
import { readFile } from 'node:fs/promises';
import { people } from '../../fixtures/accounts';
import { hydrated } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { submitKneeOrthosis } from '../../flows/submit';
import { CaseListPage } from '../../pages/case-list-page';

test('a filtered list is saved as a view, and its link leads back to it', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const name = `Late ${test.info().project.name}`;
  const list = new CaseListPage(desk);
  await list.open('?status=in_review&sort=due');
  const rows = await list.rows.count();
  expect(rows).toBeGreaterThan(0);
  await desk.getByText('Save this view').click();
  await desk.getByLabel('Name of the view').fill(name);
  await desk.getByRole('button', { name: 'Save view' }).click();
  const views = desk.getByRole('navigation', { name: 'Saved views' });
  await expect(views.getByRole('link', { name })).toHaveAttribute('aria-current', 'page');

  await list.open();
  await views.getByRole('link', { name }).click();
  await expect(desk).toHaveURL(/\/prior-auth\?status=in_review&sort=due$/);
  await expect(list.rows).toHaveCount(rows);
  await hydrated(desk);

  await desk.getByText('Change this view').click();
  await desk.getByLabel('Name of the view').fill(`${name} again`);
  await desk.getByRole('button', { name: 'Rename view' }).click();
  await expect(views.getByRole('link', { name: `${name} again` })).toBeVisible();
  await hydrated(desk);
  await desk.getByText('Change this view').click();
  await desk.getByRole('button', { name: 'Delete view' }).click();
  await expect(views.getByRole('link', { name: `${name} again` })).toHaveCount(0);
});

test('a view without a name is refused and says so', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await new CaseListPage(desk).open('?urgency=expedited');
  await desk.getByText('Save this view').click();
  await desk.getByRole('button', { name: 'Save view' }).click();
  await expect(desk.getByRole('alert')).toContainText('Enter a name for the view');
  await expect(desk).toHaveTitle(/^Error: /);
});

test('the list as it is filtered is a file', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const list = new CaseListPage(desk);
  await list.open('?status=submitted&code=L1832');
  const [download] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('link', { name: 'Export CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^prior-auth-requests-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await download.path(), 'utf8');
  const lines = text.trimEnd().split('\r\n');
  expect(lines[0]).toContain('Reference,Status,Member,');
  expect(lines.some((line) => line.startsWith(`${reference},Submitted,Rosa Delgado,`))).toBe(true);
  for (const line of lines.slice(1)) expect(line).toContain(',Submitted,');
});

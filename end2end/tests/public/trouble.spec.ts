// When the portal itself is what does not work, it says so, and leads on.
import { expect, test } from '../../fixtures/test';

test('a failure of ours says so, with a reference that is in the log, and a way to try again', async ({ page, portico, problems }) => {
  problems.expect(/^500 for document/);
  await portico.breakAt('page.panic');
  const answer = await page.goto('/privacy');
  expect(answer?.status()).toBe(500);
  await expect(page.getByRole('heading', { level: 1, name: 'Something broke on our side' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('1-555-0142');
  const reference = answer?.headers()['x-request-id'] ?? '';
  expect(reference).not.toBe('');
  await expect(page.getByRole('main').getByText(reference)).toBeVisible();
  expect(portico.logTail()).toContain(reference);

  await page.getByRole('link', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Privacy' })).toBeVisible();
  await expect(page).toHaveURL(/\/privacy$/);
});

test('without its database the portal says what does not work, and keeps what was typed', async ({ page, brokenPortico, problems }) => {
  problems.expect(/^503 for document/);
  const { url } = await brokenPortico();
  await page.goto(new URL('/status', url).href);
  await expect(page.getByText('Something does not work.', { exact: true })).toBeVisible();
  await expect(page.getByRole('main').getByText('Does not answer')).toHaveCount(2);
  await expect(page.getByRole('main')).toContainText('1-555-0142');

  await page.goto(new URL('/login', url).href);
  await page.getByLabel('User ID', { exact: true }).fill('Front.Desk1');
  await page.getByLabel('Password', { exact: true }).fill('a password that nobody can check');
  await page.getByRole('main').getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('The server did not answer');
  await expect(page.getByLabel('User ID', { exact: true })).toHaveValue('Front.Desk1');
  await page.getByRole('link', { name: 'Is it me or the portal?' }).click();
  await expect(page).toHaveURL(/\/help#unavailable$/);
});

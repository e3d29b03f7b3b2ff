// The lock after wrong passwords, as the person at the front desk meets it.
import { PASSWORD } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { ErrorSummary } from '../../pages/error-summary';
import { LoginPage } from '../../pages/login-page';

const QUARTER_OF_AN_HOUR = 15 * 60;

/** Each project spoils an account of its own: a lock outlasts the test. */
const accounts: Record<string, string> = {
  desktop: 'Load.User11',
  phone: 'Load.User12',
  'no-javascript': 'Load.User13',
};

test('five wrong passwords lock the User ID, say until when and what to do, and a quarter of an hour later it opens', async ({
  page,
  portico,
}, testInfo) => {
  const userId = accounts[testInfo.project.name] ?? 'Load.User14';
  const login = new LoginPage(page);
  await login.open();
  for (let failures = 1; failures <= 4; failures += 1) {
    await login.fill(userId, `wrong password ${failures}`);
    await login.submit();
    await expect(page.getByRole('alert')).toContainText('User ID or password is not right');
  }
  await login.fill(userId, 'wrong password 5');
  await login.submit();
  await new ErrorSummary(page).expectShown();
  await expect(page.getByRole('alert')).toContainText(/This User ID is locked until \d+:\d\d\s[AP]M\sC[SD]T, 15 minutes from now/);
  const advice = page.getByRole('region', { name: 'What you can do meanwhile' });
  await expect(advice).toContainText('1-555-0142');
  await expect(login.userId).toHaveValue(userId);
  await expect(login.password).toHaveValue('');

  // Not even the right one is looked at.
  await login.fill(userId, PASSWORD);
  await login.submit();
  await expect(page.getByRole('alert')).toContainText('This User ID is locked until');

  await portico.advanceClock(QUARTER_OF_AN_HOUR);
  await login.fill(userId, PASSWORD);
  await login.submit();
  await expect(page).toHaveURL(/\/dashboard$/);
});

test('a locked User ID leads to the page that says how support helps', async ({ page }, testInfo) => {
  const login = new LoginPage(page);
  await login.open();
  for (let failures = 1; failures <= 5; failures += 1) {
    await login.fill(`Nobody.Here.${testInfo.project.name}`, `wrong password ${failures}`);
    await login.submit();
    await new ErrorSummary(page).expectShown();
  }
  await page.getByRole('link', { name: 'See how to get a new one' }).click();
  await expect(page).toHaveURL(/\/recover\/password$/);
  await expect(page.getByRole('main')).toContainText('1-555-0142');
});

// Signing in: what a mistake looks like, and that it leads where the person wanted to go.
import { PASSWORD, people, practices } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { logIn } from '../../flows/log-in';
import { ErrorSummary } from '../../pages/error-summary';
import { LoginPage } from '../../pages/login-page';

test('a wrong password says so, keeps the User ID and forgets the password', async ({ page }) => {
  const login = new LoginPage(page);
  await login.open();
  await login.fill(people.spare, 'this is not the password');
  await login.submit();

  await new ErrorSummary(page).expectShown();
  await expect(page.getByRole('alert')).toContainText('User ID or password is not right');
  await expect(login.userId).toHaveValue(people.spare);
  await expect(login.password).toHaveValue('');

  await login.fill(people.spare, PASSWORD);
  await login.submit();
  await expect(page).toHaveURL(/\/dashboard$/);
});

test('an unknown User ID gets the same answer as a wrong password', async ({ page }) => {
  const login = new LoginPage(page);
  await login.open();
  await login.fill('Nobody.Here9', 'this is not the password');
  await login.submit();
  await expect(page.getByRole('alert')).toContainText('User ID or password is not right');
});

test('an empty sign-in form names both fields', async ({ page }) => {
  const login = new LoginPage(page);
  await login.open();
  await login.submit();
  const summary = new ErrorSummary(page);
  await summary.expectShown();
  await summary.link(/User ID/).click();
  await expect(login.userId).toBeFocused();
  await summary.link(/password/i).click();
  await expect(login.password).toBeFocused();
});

test('signing in leads back to the page that asked for it', async ({ page }) => {
  await page.goto('/prior-auth');
  const login = new LoginPage(page);
  await expect(login.heading).toBeVisible();
  await logIn(page, people.frontDesk);
  await expect(page).toHaveURL(/\/prior-auth$/);
});

test('the home page leads to the sign-in page', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('banner').getByRole('link', { name: 'Log in' }).click();
  await expect(new LoginPage(page).heading).toBeVisible();
});

test('the frame names the practice the person works in', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await expect(desk.getByRole('banner').getByText(practices.frontDesk)).toBeVisible();
});

test('the password can be shown and hidden', { tag: '@javascript' }, async ({ page }) => {
  const login = new LoginPage(page);
  await login.open();
  await login.fill(people.spare, PASSWORD);
  await expect(login.password).toHaveAttribute('type', 'password');
  const show = page.getByRole('button', { name: 'Show password' });
  await show.click();
  await expect(login.password).toHaveAttribute('type', 'text');
  await show.click();
  await expect(login.password).toHaveAttribute('type', 'password');
});

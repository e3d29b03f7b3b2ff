// Help is found from where one is stuck.
import { people } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { logIn } from '../../flows/log-in';
import { LoginPage } from '../../pages/login-page';

test('a wrong password leads to what to look at, and from there to the way to a new one', async ({ page }) => {
  const login = new LoginPage(page);
  await login.open();
  await login.fill('Nobody.Here9', 'this is not the password');
  await login.submit();
  await page.getByRole('link', { name: 'What to look at when it is not right' }).click();
  const answer = page.getByRole('heading', { name: '“User ID or password is not right”' });
  await expect(answer).toBeInViewport();
  await page.getByRole('region', { name: 'Logging in' }).getByRole('link', { name: 'Forgot password?' }).click();
  await expect(page).toHaveURL(/\/recover\/password$/);
});

test('the list at the side leads to the answers', async ({ page }) => {
  await page.goto('/help');
  await page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'How do I read a status?' }).click();
  await expect(page.getByRole('heading', { name: 'How do I read a status?' })).toBeInViewport();
  await expect(page.getByRole('region', { name: 'Requests' }).getByText('Information requested', { exact: true })).toBeVisible();
});

test('who is denied a page reads whom to ask, and finds the answer in help', async ({ page }) => {
  await logIn(page, people.viewer);
  await page.goto('/review');
  await expect(page.getByRole('heading', { level: 1, name: 'Access denied' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Practice.Admin1');
  await page.getByRole('main').getByRole('link', { name: 'Help' }).click();
  await expect(page.getByRole('heading', { name: '“Access denied”' })).toBeInViewport();
});

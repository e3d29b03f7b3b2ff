import { expect, type Page } from '@playwright/test';
import { PASSWORD } from '../fixtures/accounts';
import { hydrated } from '../fixtures/hydrated';
import { LoginPage } from '../pages/login-page';

/**
 * Signs an account in; without a password, one of the demo.
 *
 * Before: nobody is signed in in this browser.
 * After: the browser is on the dashboard, or on the page that asked for the sign-in, ready to use.
 */
export async function logIn(page: Page, userId: string, password: string = PASSWORD): Promise<void> {
  const login = new LoginPage(page);
  if (new URL(page.url(), 'http://localhost').pathname !== '/login') await login.open();
  await login.fill(userId, password);
  await login.submit();
  await expect(page.getByRole('button', { name: 'Log out' })).toBeVisible();
  await hydrated(page);
}

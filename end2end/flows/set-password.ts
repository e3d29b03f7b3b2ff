import { expect, type Page } from '@playwright/test';
import type { Invitation } from '../fixtures/server';
import { LoginPage } from '../pages/login-page';
import { SetPasswordPage } from '../pages/set-password-page';

/** A password that the rules accept. */
export const GOOD_PASSWORD = 'seven otters paint a harbour';

/** Long enough, and refused all the same. */
export const COMMON_PASSWORD = 'qwertyuiopasdfghjkl';

/**
 * Opens an invitation's link and sets a password.
 *
 * Before: the link was not used yet.
 * After: the browser is on the log-in page, which says that the password is set.
 */
export async function setPassword(page: Page, invitation: Invitation): Promise<void> {
  await page.goto(invitation.path);
  await new SetPasswordPage(page).submit(GOOD_PASSWORD);
  await expect(new LoginPage(page).heading).toBeVisible();
  await expect(page.getByText('Your password is set.')).toBeVisible();
}

import { expect, type Page } from '@playwright/test';
import { hydrated } from '../fixtures/hydrated';

/**
 * Goes on in another practice.
 *
 * Before: somebody who works in `from` and `to` is signed in, in `from`.
 * After: the browser is on the dashboard of `to`, ready to use.
 */
export async function switchPractice(page: Page, from: string, to: string): Promise<void> {
  const banner = page.getByRole('banner');
  await banner.getByRole('button', { name: from }).click();
  await banner.getByRole('button', { name: to, exact: true }).click();
  await expect(banner.getByRole('button', { name: to })).toBeVisible();
  await expect(page).toHaveURL(/\/dashboard$/);
  await hydrated(page);
}

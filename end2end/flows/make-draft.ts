import { expect, type Page } from '@playwright/test';
import { hydrated } from '../fixtures/hydrated';
import { TaskListPage } from '../pages/task-list-page';

/**
 * Starts a new request.
 *
 * Before: a person who may write requests is signed in.
 * After: the browser is on the list of tasks of a fresh, empty draft. Returns the draft's path.
 */
export async function makeDraft(page: Page): Promise<string> {
  await page.goto('/prior-auth/new');
  await hydrated(page);
  await page.getByRole('main').getByRole('button', { name: 'New request' }).click();
  await page.waitForURL('**/prior-auth/drafts/*');
  await hydrated(page);
  await expect(new TaskListPage(page).link('Member')).toBeVisible();
  return new URL(page.url()).pathname;
}

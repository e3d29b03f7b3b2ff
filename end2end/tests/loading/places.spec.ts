// Going from page to page in the client: the address, the title and the browser's buttons behave as if each were loaded.
import type { Page } from '@playwright/test';
import { people } from '../../fixtures/accounts';
import { hydrated } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { logIn } from '../../flows/log-in';

/** Leaves a mark that a new document would not have. */
async function mark(page: Page): Promise<void> {
  await page.evaluate(() => Reflect.set(window, 'untouched', true));
}

async function isSameDocument(page: Page): Promise<boolean> {
  return page.evaluate(() => Reflect.get(window, 'untouched') === true);
}

function title(page: Page, name: string | RegExp) {
  return page.getByRole('heading', { level: 1, name });
}

function menu(page: Page, name: RegExp) {
  return page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });
}

test('links and the browser’s buttons change the page, the address and the title, and no document is loaded', { tag: '@javascript' }, async ({ page }) => {
  await logIn(page, people.frontDesk);
  await mark(page);
  await menu(page, /Prior authorization/).click();
  await expect(title(page, 'Prior authorization')).toBeVisible();
  await expect(page).toHaveURL(/\/prior-auth$/);
  await expect(page).toHaveTitle(/^Prior authorization/);
  await expect(menu(page, /Prior authorization/)).toHaveAttribute('aria-current', 'page');

  const first = page.getByRole('link', { name: /^PA-/ }).first();
  const reference = (await first.textContent()) ?? '';
  await first.click();
  await expect(page).toHaveURL(new RegExp(`/prior-auth/${reference}$`));
  await expect(page).toHaveTitle(new RegExp(`^${reference}`));
  await expect(page.getByRole('main').getByText(reference).first()).toBeVisible();
  await expect(menu(page, /Prior authorization/)).toHaveAttribute('aria-current', 'true');

  await page.goBack();
  await expect(title(page, 'Prior authorization')).toBeVisible();
  await page.goBack();
  await expect(title(page, 'Dashboard')).toBeVisible();
  await expect(page).toHaveTitle(/^Dashboard/);
  await page.goForward();
  await page.goForward();
  await expect(page).toHaveURL(new RegExp(`/prior-auth/${reference}$`));
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
  expect(await isSameDocument(page)).toBe(true);
});

test('a page one goes to starts at its top', { tag: ['@javascript', '@once'] }, async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 400 });
  await logIn(page, people.frontDesk);
  await menu(page, /Prior authorization/).click();
  const last = page.getByRole('link', { name: /^PA-/ }).last();
  await last.scrollIntoViewIfNeeded();
  expect(await page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
  await last.click();
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(0);
});

test('a link with a key held down, one within the page and one to a public page are the browser’s', { tag: ['@javascript', '@once'] }, async ({ page }) => {
  await logIn(page, people.frontDesk);
  await mark(page);
  const opened = page.context().waitForEvent('page');
  await menu(page, /Prior authorization/).click({ modifiers: ['ControlOrMeta'] });
  const other = await opened;
  await expect(title(other, 'Prior authorization')).toBeVisible();
  await hydrated(other);
  await other.close();

  await page.keyboard.press('Tab');
  await page.getByRole('link', { name: 'Skip to content' }).press('Enter');
  await expect(page).toHaveURL(/\/dashboard#main$/);
  await expect(page.getByRole('main')).toBeFocused();
  await expect(title(page, 'Dashboard')).toBeVisible();
  expect(await isSameDocument(page)).toBe(true);

  await menu(page, /Help/).click();
  await expect(page).toHaveURL(/\/help$/);
  expect(await isSameDocument(page)).toBe(false);
});

test('of two links clicked one after the other the last one counts', { tag: ['@javascript', '@once'] }, async ({ page }) => {
  await logIn(page, people.frontDesk);
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.context().route(/split_prior_auth\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest(/split_prior_auth\.wasm$/);
  await menu(page, /Prior authorization/).click();
  await asked;
  await menu(page, /Dashboard/).click();
  await expect(page).toHaveURL(/\/dashboard$/);
  const arrived = page.waitForResponse(/split_prior_auth\.wasm$/);
  letGo();
  await arrived;
  // The chunk is there now: a link that needs it works at once, and the old one has not moved the page.
  await expect(title(page, 'Dashboard')).toBeVisible();
  await menu(page, /Prior authorization/).click();
  await expect(title(page, 'Prior authorization')).toBeVisible();
  await page.goBack();
  await expect(title(page, 'Dashboard')).toBeVisible();
});

// The client comes in pieces: one that every page needs, and one a feature, fetched when somebody first goes there.
import type { Page, Request } from '@playwright/test';
import { people } from '../../fixtures/accounts';
import { hydrated } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { logIn } from '../../flows/log-in';
import { makeDraft } from '../../flows/make-draft';
import { RequestForm } from '../../pages/request-form';

const CHUNK = /\/(split|chunk)_[^/]+\.wasm$/;

/** The chunks that a page fetches from now on. */
function chunks(page: Page): string[] {
  const found: string[] = [];
  page.on('request', (request: Request) => {
    const name = new URL(request.url()).pathname.split('/').pop() ?? '';
    if (CHUNK.test(request.url())) found.push(name);
  });
  return found;
}

/** What pages other than the dashboard look like. */
const WORK = /\/work\.css$/;

/** Whether the page has the rules for the lists that one works on. */
async function isDressed(page: Page): Promise<boolean> {
  return page.evaluate((work) => [...document.styleSheets].some(({ href }) => href !== null && new RegExp(work).test(href)), WORK.source);
}

/** Lets no chunk through. */
async function withoutChunks(page: Page): Promise<void> {
  await page.context().route(CHUNK, (route) => route.abort());
}

test('the dashboard needs no chunk, and a feature fetches its own without a new page load', { tag: '@javascript' }, async ({ page }) => {
  const fetched = chunks(page);
  await logIn(page, people.frontDesk);
  expect(fetched).toEqual([]);
  await page.evaluate(() => Reflect.set(window, 'untouched', true));

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Prior authorization/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Prior authorization' })).toBeVisible();
  expect(fetched).toContain('split_prior_auth.wasm');
  expect(fetched).not.toContain('split_review.wasm');
  expect(await page.evaluate(() => Reflect.get(window, 'untouched'))).toBe(true);
});

test('what the other pages look like comes before the first of them is shown', { tag: '@javascript' }, async ({ page }) => {
  await logIn(page, people.frontDesk);
  expect(await isDressed(page)).toBe(false);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Prior authorization/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Prior authorization' })).toBeVisible();
  expect(await isDressed(page)).toBe(true);
  await page.reload();
  expect(await isDressed(page)).toBe(true);
});

test('where it cannot be had, the next page is loaded as a whole', { tag: '@javascript' }, async ({ page, problems }) => {
  problems.expect(/ERR_FAILED/);
  await logIn(page, people.frontDesk);
  await page.context().route(WORK, (route) => route.abort(), { times: 1 });
  await page.evaluate(() => Reflect.set(window, 'untouched', true));
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Prior authorization/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Prior authorization' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'untouched'))).toBeUndefined();
  expect(await isDressed(page)).toBe(true);
});

/** Opens a page; its document must name the file of its chunk, once. */
async function expectEarly(page: Page, path: string, file: string): Promise<void> {
  await page.goto(path);
  const early = page.locator('link[rel="preload"][type="application/wasm"]');
  const addresses = await early.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(addresses.filter((address) => address.endsWith(`/${file}`))).toHaveLength(1);
  expect(addresses.every((address) => /^\/pkg\/[0-9a-f]{16}\//.test(address))).toBe(true);
  await hydrated(page);
}

test('a page asks for its chunk before the program runs', { tag: '@javascript' }, async ({ page }) => {
  await logIn(page, people.nurse);
  await expectEarly(page, '/review', 'split_queue.wasm');
  await expectEarly(page, '/review/PA-0000-0000', 'split_review.wasm');
  await page.context().clearCookies();
  await page.goto('/login');
  await logIn(page, people.frontDesk);
  await expectEarly(page, '/prior-auth', 'split_prior_auth.wasm');
  await expectEarly(page, '/prior-auth/PA-0000-0000', 'split_case.wasm');
  const draft = await makeDraft(page);
  await expectEarly(page, draft, 'split_draft.wasm');
  await expectEarly(page, `${draft}/member`, 'split_draft.wasm');
});

test('where a chunk cannot be had, the next page is loaded as a whole and works', { tag: '@javascript' }, async ({ page, problems }) => {
  problems.expect(/ERR_FAILED|Failed to (fetch|load)|split module|wasm/i);
  await logIn(page, people.frontDesk);
  await withoutChunks(page);
  await page.evaluate(() => Reflect.set(window, 'untouched', true));
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Prior authorization/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Prior authorization' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'untouched'))).toBeUndefined();
  await expect(page.getByRole('link', { name: /^PA-/ }).first()).toBeVisible();
});

test('a form whose chunk cannot be had is posted as a plain form', { tag: '@javascript' }, async ({ page, problems }) => {
  problems.expect(/ERR_FAILED|Failed to (fetch|load)|split module|wasm/i);
  await logIn(page, people.frontDesk);
  const draft = await makeDraft(page);
  await withoutChunks(page);
  await page.goto(`${draft}/member`);
  const form = new RequestForm(page);
  await page.getByLabel('Last name').fill('Delgado');
  await form.saveAndContinue();
  await expect(page.getByRole('heading', { name: 'There is a problem' })).toBeVisible();
  await expect(page.getByLabel('Last name')).toHaveValue('Delgado');
  await expect(page.locator('html')).not.toHaveAttribute('data-hydrated');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Dashboard' }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
  await hydrated(page);
});

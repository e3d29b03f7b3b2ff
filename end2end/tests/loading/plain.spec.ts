// Browsers that cannot run the client program: every page works as plain HTML, and a line says what is missing.
import type { Locator, Page } from '@playwright/test';
import { people } from '../../fixtures/accounts';
import { runsScripts } from '../../fixtures/hydrated';
import { withoutModules, withoutWebAssembly } from '../../fixtures/plain';
import { expect, test } from '../../fixtures/test';
import { logIn } from '../../flows/log-in';
import { submitKneeOrthosis } from '../../flows/submit';

/** True, and of no use to anyone: the program is fetched early and never started. */
const NOT_USED = /was preloaded using link preload but not used/;
const HELPS = 'Everything works all the same';

/** The lines a reader sees; getByText looks into no `noscript`. */
function lines(page: Page): Locator {
  return page.locator('p').filter({ hasText: HELPS, visible: true });
}

async function expectSaid(page: Page, words: string): Promise<void> {
  await expect(lines(page)).toHaveCount(1);
  await expect(lines(page)).toContainText(words);
}

test('without JavaScript a line says so, and with it there is none', async ({ page }) => {
  await logIn(page, people.frontDesk);
  if (runsScripts()) {
    await expect(lines(page)).toHaveCount(0);
    return;
  }
  await expectSaid(page, 'JavaScript is off in this browser.');
  await page.getByRole('link', { name: 'What is missing' }).click();
  await expect(page).toHaveURL(/\/help#browsers$/);
});

test('without WebAssembly a line says so, and a request is sent by plain pages', { tag: '@javascript' }, async ({ page, problems }) => {
  problems.expect(NOT_USED);
  await withoutWebAssembly(page);
  await logIn(page, people.frontDesk);
  await expectSaid(page, 'WebAssembly is missing in this browser');
  await submitKneeOrthosis(page);
  await expect(page.locator('html')).not.toHaveAttribute('data-hydrated');
});

test('without modules a line says so', { tag: ['@javascript', '@once'] }, async ({ page, problems }) => {
  problems.expect(NOT_USED);
  await withoutModules(page);
  await logIn(page, people.frontDesk);
  await expectSaid(page, 'This browser does not know JavaScript modules.');
});

test('where the program cannot be had, or does not start, a line says so', { tag: ['@javascript', '@once'] }, async ({ page, problems }) => {
  problems.expect(/ERR_FAILED|Failed to (fetch|load)|wasm|WebAssembly|CompileError|not used/i);
  await logIn(page, people.frontDesk);
  for (const file of [/\/portico\.js$/, /\/portico_bg\.wasm$/]) {
    await page.route(file, (route) => route.abort());
    await page.goto('/dashboard');
    await expectSaid(page, 'The portal’s program did not start.');
    await page.unroute(file);
  }
  await page.route(/\/portico_bg\.wasm$/, (route) => route.fulfill({ contentType: 'application/wasm', body: 'no program' }));
  await page.goto('/dashboard');
  await expectSaid(page, 'The portal’s program did not start.');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Prior authorization/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Prior authorization' })).toBeVisible();
});

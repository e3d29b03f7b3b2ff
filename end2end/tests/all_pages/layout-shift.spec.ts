// Nothing moves while a page comes: not when the font is there, not when the client takes over.
import type { Page } from '@playwright/test';
import { people } from '../../fixtures/accounts';
import { hydrated } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { logIn } from '../../flows/log-in';

interface Shift extends PerformanceEntry {
  value: number;
  sources: { node: Node | null }[];
}

/** What has moved since the page began, in lines to read. */
async function shifts(page: Page): Promise<string[]> {
  await page.evaluate(() => document.fonts.ready);
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const watch = new PerformanceObserver((list) => done(list.getEntries()));
        const done = (entries: PerformanceEntry[]): void => {
          watch.disconnect();
          resolve(
            (entries as Shift[]).map(({ value, sources }) => {
              const moved = sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 80) : node?.nodeName));
              return `${value.toFixed(4)}: ${moved.join(' | ')}`;
            }),
          );
        };
        // What was seen before comes at once, if there was anything; two frames later there is nothing more to come.
        watch.observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(watch.takeRecords()))));
      }),
  );
}

test('nothing moves while home, log in and dashboard come', { tag: '@javascript' }, async ({ page }) => {
  for (const path of ['/', '/login']) {
    await page.goto(path);
    await page.waitForLoadState('load');
    expect(await shifts(page), path).toEqual([]);
  }
  await logIn(page, people.frontDesk);
  expect(await shifts(page), 'the first dashboard').toEqual([]);
  await page.reload();
  await hydrated(page);
  expect(await shifts(page), 'the dashboard again').toEqual([]);
});

// No page scrolls sideways at 320 px, the width of a 1280 px window at 400 % zoom, and no part of it cuts off its content.
import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures/test';
import { everyPage } from '../../pages/every-page';

/** Elements that are narrower than what they hold and hide the rest, by their classes. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isCut = (element: Element): boolean => {
      const hides = getComputedStyle(element).overflowX !== 'visible';
      // What is meant for screen readers alone is one pixel wide; a field scrolls what is typed into it.
      const isMeantTo = element.clientWidth <= 1 || element.matches('input, select, textarea');
      return hides && !isMeantTo && element.scrollWidth > element.clientWidth + 1;
    };
    return [...document.querySelectorAll('body *')].filter(isCut).map((element) => `${element.tagName}.${element.className}`);
  });
}

for (const scene of everyPage) {
  test(`${scene.name} fits 320 px`, { tag: '@once' }, async ({ page, anotherBrowser, portico }) => {
    await scene.arrive(page, anotherBrowser, portico);
    await page.setViewportSize({ width: 320, height: 640 });
    const { content, window } = await page.evaluate(() => ({
      content: document.documentElement.scrollWidth,
      window: document.documentElement.clientWidth,
    }));
    expect(content).toBeLessThanOrEqual(window);
    expect(await cutOff(page)).toEqual([]);
  });
}

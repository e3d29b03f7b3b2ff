// No page scrolls sideways at 320 px, the width of a 1280 px window at 400 % zoom.
import { expect, test } from '../../fixtures/test';
import { everyPage } from '../../pages/every-page';

for (const scene of everyPage) {
  test(`${scene.name} fits 320 px`, { tag: '@once' }, async ({ page, anotherBrowser }) => {
    await scene.arrive(page, anotherBrowser);
    await page.setViewportSize({ width: 320, height: 640 });
    const { content, window } = await page.evaluate(() => ({
      content: document.documentElement.scrollWidth,
      window: document.documentElement.clientWidth,
    }));
    expect(content).toBeLessThanOrEqual(window);
  });
}

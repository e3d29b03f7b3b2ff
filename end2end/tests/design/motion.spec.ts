// Nothing moves for people who do not want it to.
import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures/test';
import { DesignPage } from '../../pages/design-page';

/** Elements that a change would move slowly, or that move now. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const longest = (times: string): number => Math.max(...times.split(',').map((time) => parseFloat(time)));
    const slow = [...document.querySelectorAll('*')].filter((element) => {
      const { transitionDuration, animationDuration } = getComputedStyle(element);
      return longest(transitionDuration) > 0 || longest(animationDuration) > 0;
    });
    const running = document.getAnimations().filter((animation) => {
      const { duration, iterations } = animation.effect?.getComputedTiming() ?? {};
      return duration !== 0 || iterations === Infinity;
    });
    return [...slow.map((element) => element.className.toString()), ...running.map((animation) => animation.id || 'running')];
  });
}

test('nothing moves where motion is unwanted', { tag: ['@javascript', '@once'] }, async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await new DesignPage(page).open();
  await page.getByRole('button', { name: 'New request' }).hover();
  expect(await moving(page)).toEqual([]);
});

test('where it is not unwanted, a little does', { tag: ['@javascript', '@once'] }, async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await new DesignPage(page).open();
  expect((await moving(page)).length).toBeGreaterThan(0);
});

test('a skeleton shows late, with motion and without', { tag: ['@javascript', '@once'] }, async ({ page }) => {
  for (const reducedMotion of ['no-preference', 'reduce'] as const) {
    await page.emulateMedia({ reducedMotion });
    await new DesignPage(page).open();
    const { name, delay } = await page.locator('.skeleton').evaluate((skeleton) => {
      const { animationName, animationDelay } = getComputedStyle(skeleton);
      return { name: animationName, delay: animationDelay };
    });
    expect({ name, delay }, reducedMotion).toEqual({ name: 'appear', delay: '0.3s' });
    await expect(page.locator('.skeleton')).toBeVisible();
  }
});

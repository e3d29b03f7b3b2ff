// Public pages are plain documents: they never run the client program, so they are ready when they have loaded.
import { expect, test } from '../../fixtures/test';
import { publicPages } from '../../pages/every-page';

for (const path of publicPages) {
  test(`${path} loads no script and runs no program`, async ({ page }) => {
    const fetched: string[] = [];
    page.on('request', (request) => {
      const kind = request.resourceType();
      if (kind === 'script' || kind === 'fetch' || kind === 'xhr' || kind === 'eventsource') fetched.push(request.url());
    });
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('script[src], script[type="module"], link[rel="modulepreload"]')).toHaveCount(0);
    await expect(page.locator('html[data-hydrated]')).toHaveCount(0);
    expect(fetched).toEqual([]);
  });
}

test('an address that does not exist says so', async ({ page }) => {
  const answer = await page.goto('/no-such-page');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('script[src], script[type="module"]')).toHaveCount(0);
});

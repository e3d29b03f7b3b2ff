// Saves every page at three widths, light and dark, into `screenshots/` to look at them; with PORTICO_README_PICTURE=1
// it also renews the picture in the README.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { people } from './fixtures/accounts';
import { hydrated } from './fixtures/hydrated';
import { test } from './fixtures/test';
import { logIn } from './flows/log-in';
import { everyPage } from './pages/every-page';

const FOLDER = fileURLToPath(new URL('./screenshots/', import.meta.url));
const README_PICTURE = fileURLToPath(new URL('../docs/images/dashboard.png', import.meta.url));
const WIDTHS = [1280, 768, 320];

for (const scene of everyPage) {
  test(scene.name, async ({ page, anotherBrowser, portico, brokenPortico, problems }) => {
    if (scene.causes) problems.expect(scene.causes);
    await scene.arrive(page, anotherBrowser, portico, brokenPortico);
    await mkdir(FOLDER, { recursive: true });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const file = `${scene.name.replaceAll(' ', '-')}-${width}-${colorScheme}.png`;
        await page.screenshot({ path: path.join(FOLDER, file), fullPage: true, animations: 'disabled' });
      }
    }
  });
}

test('the picture in the README', async ({ page }) => {
  test.skip(process.env['PORTICO_README_PICTURE'] !== '1', 'asked for with PORTICO_README_PICTURE=1');
  await logIn(page, people.frontDesk);
  await page.goto('/dashboard');
  await hydrated(page);
  await mkdir(path.dirname(README_PICTURE), { recursive: true });
  await page.screenshot({ path: README_PICTURE, animations: 'disabled' });
});

// Each section of /design against its picture, light and dark.
//
// Another version of the browser draws letters a little differently: pictures are compared where the version is the one
// they were taken with, and the test is skipped by name elsewhere. CONTRIBUTING.md says how to renew them.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures/test';
import { DesignPage } from '../../pages/design-page';

const PICTURES = fileURLToPath(new URL('./pictures/', import.meta.url));
const TAKEN_WITH = path.join(PICTURES, 'browser.txt');

/** People never wait for the font; a picture does. */
async function waitForFont(page: Page): Promise<void> {
  await page.route('**/*.css', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replaceAll('font-display:optional', 'font-display:block');
    await route.fulfill({ response: answer, body });
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the parts look as in their pictures, ${colorScheme}`, { tag: ['@javascript', '@once'] }, async ({ page, browser }) => {
    const here = `${browser.browserType().name()} ${browser.version()} on ${process.platform} ${process.arch}`;
    if (['all', 'changed'].includes(test.info().config.updateSnapshots)) {
      await mkdir(PICTURES, { recursive: true });
      await writeFile(TAKEN_WITH, `${here}\n`);
    }
    const takenWith = (await readFile(TAKEN_WITH, 'utf8')).trim();
    test.skip(here !== takenWith, `the pictures were taken with ${takenWith}, and this is ${here}`);

    await waitForFont(page);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const design = new DesignPage(page);
    await design.open();
    for (const id of await design.sections()) {
      await expect.soft(design.section(id)).toHaveScreenshot([`${id}-${colorScheme}.png`]);
    }
  });
}

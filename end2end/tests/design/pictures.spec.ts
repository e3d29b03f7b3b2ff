// Each section of the page of parts against its picture, light and dark.
//
// Another version of the browser, or other letters of the system, draw a little differently. So pictures are compared only
// where both are those they were taken with; CONTRIBUTING.md says how to renew them.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from '../../fixtures/test';
import { DesignPage } from '../../pages/design-page';

const PICTURES = fileURLToPath(new URL('./pictures/', import.meta.url));
const TAKEN_WITH = path.join(PICTURES, 'browser.txt');

/** The font is optional for people, who never wait for it; a picture waits. */
async function waitForFont(page: Page): Promise<void> {
  await page.route('**/*.css', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replaceAll(/font-display:\s*optional/g, 'font-display:block');
    await route.fulfill({ response: answer, body });
  });
}

/** How wide the system's own letters are: what differs where other fonts are installed. */
function systemLetters(page: Page): Promise<string> {
  return page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d');
    const width = (family: string): string => {
      if (!pen) return 'none';
      pen.font = `100px ${family}`;
      return pen.measureText('Portico 0123456789 →✓').width.toFixed(1);
    };
    return ['sans-serif', 'serif', 'monospace'].map(width).join('/');
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the parts look as in their pictures, ${colorScheme}`, { tag: ['@javascript', '@once'] }, async ({ page, browser }) => {
    const letters = await systemLetters(page);
    const here = `${browser.browserType().name()} ${browser.version()} on ${process.platform} ${process.arch}, letters ${letters}`;
    if (test.info().config.updateSnapshots === 'all') {
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

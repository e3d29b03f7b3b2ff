// Every page in each of its states, looked at in every way people look at it. One arrival serves all of them.
import type { Page } from '@playwright/test';
import { againstTheRules } from '../../checks/axe';
import { misfits } from '../../checks/fit';
import { lostInForcedColours } from '../../checks/forced-colours';
import { PAPER, wrongOnPaper } from '../../checks/paper';
import { expect, test } from '../../fixtures/test';
import { everyPage } from '../../pages/every-page';

/** As the project has it. */
const DESK = { width: 1280, height: 800 };
/** A 1280 px window at 400 % zoom. */
const NARROW = { width: 320, height: 640 };
const PLAIN = { media: 'screen', colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' } as const;

/** One way of looking: how the page is shown, and what must not be found then. */
interface Look {
  name: string;
  show: (page: Page) => Promise<void>;
  faults: (page: Page) => Promise<string[]>;
}

/** The text twice as large, as somebody sets it in the browser; the layout counts in these units, too. */
async function textSize(page: Page, size: '200%' | ''): Promise<void> {
  await page.evaluate((size) => {
    document.documentElement.style.fontSize = size;
  }, size);
}

const LOOKS: Look[] = [
  { name: 'light', show: (page) => page.emulateMedia(PLAIN), faults: (page) => againstTheRules(page, 'all') },
  {
    name: 'dark',
    show: (page) => page.emulateMedia({ ...PLAIN, colorScheme: 'dark' }),
    faults: (page) => againstTheRules(page, 'colours'),
  },
  {
    name: 'forced colours',
    show: (page) => page.emulateMedia({ ...PLAIN, forcedColors: 'active' }),
    faults: lostInForcedColours,
  },
  {
    name: 'text at 200 %',
    show: async (page) => {
      await page.emulateMedia(PLAIN);
      await textSize(page, '200%');
    },
    faults: misfits,
  },
  {
    name: '320 px',
    show: async (page) => {
      await textSize(page, '');
      await page.setViewportSize(NARROW);
    },
    faults: async (page) => [...(await misfits(page)), ...(await againstTheRules(page, 'layout'))],
  },
  {
    name: 'paper',
    show: async (page) => {
      await page.setViewportSize(PAPER);
      await page.emulateMedia({ ...PLAIN, media: 'print' });
    },
    faults: async (page) => [...(await wrongOnPaper(page)), ...(await misfits(page))],
  },
];

for (const scene of everyPage) {
  test(`${scene.name} holds in every light, width and size`, { tag: '@once' }, async ({ page, anotherBrowser, portico, brokenPortico, problems }) => {
    if (scene.causes) problems.expect(scene.causes);
    await page.setViewportSize(DESK);
    await scene.arrive(page, anotherBrowser, portico, brokenPortico);
    for (const look of LOOKS) {
      await test.step(look.name, async () => {
        await look.show(page);
        expect.soft(await look.faults(page), look.name).toEqual([]);
      });
    }
  });
}

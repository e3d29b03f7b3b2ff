// How the browser tests run. A test is never tried twice: one that passes only sometimes is a defect.
import { defineConfig } from '@playwright/test';
import { chromium } from './fixtures/chromium';

/** Tests that need scripts in the page carry this tag; the project without JavaScript leaves them out. */
const NEEDS_JAVASCRIPT = /@javascript/;
/** Tests that choose their own window, theme or clock carry this tag and run in the desktop project alone. */
const ONCE = /@once/;

export default defineConfig({
  testDir: './tests',
  outputDir: './test-results/artifacts',
  forbidOnly: true,
  fullyParallel: true,
  retries: 0,
  workers: 2,
  timeout: 90_000,
  // A few points at the edges of letters differ from run to run; a line that moved is far more.
  expect: { timeout: 15_000, toHaveScreenshot: { maxDiffPixelRatio: 0.002, threshold: 0.05 } },
  snapshotPathTemplate: '{testDir}/{testFileDir}/pictures/{arg}{ext}',
  reporter: [['list'], ['json', { outputFile: 'test-results/report.json' }]],
  use: {
    ...chromium,
    locale: 'en-US',
    timezoneId: 'America/Chicago',
    colorScheme: 'light',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
    {
      name: 'phone',
      grepInvert: ONCE,
      use: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
    },
    {
      name: 'no-javascript',
      grepInvert: [NEEDS_JAVASCRIPT, ONCE],
      use: { viewport: { width: 1280, height: 800 }, javaScriptEnabled: false },
    },
  ],
});

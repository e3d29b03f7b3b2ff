// `npm run lighthouse`: how fast the first pages are on a phone with a slow line. Timed, and therefore not a test.
import { defineConfig } from '@playwright/test';
import { chromium } from './fixtures/chromium';

export default defineConfig({
  testDir: './lighthouse',
  testMatch: 'measure.ts',
  outputDir: './test-results/lighthouse',
  retries: 0,
  workers: 1,
  timeout: 600_000,
  reporter: [['line']],
  use: { ...chromium },
});

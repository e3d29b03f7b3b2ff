// `npm run paint`: how soon a decision is on the practice's screen. Timed, and therefore not a test.
import { defineConfig } from '@playwright/test';
import { chromium } from './fixtures/chromium';

export default defineConfig({
  testDir: './paint',
  testMatch: 'measure.ts',
  outputDir: './test-results/paint',
  retries: 0,
  workers: 1,
  timeout: 300_000,
  reporter: [['line']],
  use: { ...chromium, locale: 'en-US', timezoneId: 'America/Chicago', viewport: { width: 1280, height: 800 } },
});

// `npm run painted`: how long a decision takes to be seen at the practice. Timed, and therefore not a test.
import { defineConfig } from '@playwright/test';
import { chromium } from './fixtures/chromium';

export default defineConfig({
  testDir: './painted',
  testMatch: 'measure.ts',
  outputDir: './test-results/painted',
  retries: 0,
  workers: 1,
  timeout: 900_000,
  reporter: [['line']],
  use: { ...chromium, locale: 'en-US', timezoneId: 'America/Chicago', viewport: { width: 1280, height: 800 } },
});

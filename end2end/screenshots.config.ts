// `npm run screenshots`: takes pictures of every page to look at. Not a test; nothing depends on it.
import { defineConfig } from '@playwright/test';
import { chromium } from './fixtures/chromium';

export default defineConfig({
  testDir: '.',
  testMatch: 'screenshots.ts',
  outputDir: './test-results/screenshots',
  retries: 0,
  workers: 1,
  timeout: 600_000,
  reporter: [['list']],
  use: { ...chromium, locale: 'en-US', timezoneId: 'America/Chicago', viewport: { width: 1280, height: 800 } },
});

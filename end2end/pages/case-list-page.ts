// The practice's list of requests.
import type { Locator, Page } from '@playwright/test';
import { hydrated } from '../fixtures/hydrated';

export class CaseListPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/prior-auth');
    await hydrated(this.page);
  }

  row(reference: string): Locator {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('link', { name: reference }) });
  }
}

// The plan's list of open requests.
import type { Locator, Page } from '@playwright/test';
import { hydrated } from '../fixtures/hydrated';

export class WorkQueuePage {
  readonly heading: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Work queue', level: 1 });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/review${query}`);
    await hydrated(this.page);
  }

  /** The box that selects a case on the page. */
  pick(reference: string): Locator {
    return this.page.getByRole('checkbox', { name: `Select ${reference}` });
  }

  /** Turns the pages of the queue until the case is there, and opens it. The latest due stand on the last page. */
  async openCase(reference: string): Promise<void> {
    const found = this.page.getByRole('link', { name: reference });
    const next = this.page.getByRole('main').getByRole('link', { name: 'Next' });
    while ((await found.count()) === 0) {
      const following = await next.getAttribute('href');
      if (!following) throw new Error(`${reference} is not in the work queue`);
      await this.page.goto(following);
      await hydrated(this.page);
    }
    await found.click();
    await this.page.waitForURL(`**/review/${reference}`);
    await hydrated(this.page);
  }
}

// A case as the practice sees it.
import type { Locator, Page } from '@playwright/test';
import { hydrated } from '../fixtures/hydrated';

const REFERENCE = /PA-[0-9A-Z]{4}-[0-9A-Z]{4}/;

export class CasePage {
  constructor(private readonly page: Page) {}

  async open(reference: string): Promise<void> {
    await this.page.goto(`/prior-auth/${reference}`);
    await hydrated(this.page);
  }

  /** The reference of the case on screen, read from its address. */
  async reference(): Promise<string> {
    await this.page.waitForURL((address) => REFERENCE.test(address.pathname));
    const found = REFERENCE.exec(new URL(this.page.url()).pathname)?.[0];
    if (!found) throw new Error(`no reference in ${this.page.url()}`);
    return found;
  }

  /** The status of the case's one service line, which is the case's own. */
  status(words: string): Locator {
    return this.page.getByRole('table', { name: 'Service lines' }).getByText(words, { exact: true });
  }

  timeline(): Locator {
    return this.page.getByRole('region', { name: 'Timeline' });
  }
}

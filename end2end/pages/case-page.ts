// A case as the practice sees it.
import { expect, type Locator, type Page } from '@playwright/test';
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

  /** Opens the question; nothing is withdrawn yet. */
  async beginWithdrawal(): Promise<void> {
    await this.page.getByRole('link', { name: 'Withdraw request' }).click();
    await expect(this.page.getByRole('heading', { name: 'Withdraw this request?' })).toBeVisible();
    await hydrated(this.page);
  }

  async confirmWithdrawal(reason: string): Promise<void> {
    await this.page.getByLabel('Reason').fill(reason);
    await this.page.getByRole('button', { name: 'Withdraw request' }).click();
  }

  /** Opens the question; nothing is asked for yet. */
  async beginExpediting(): Promise<void> {
    await this.page.getByRole('link', { name: 'Ask for expedited review' }).click();
    await expect(this.page.getByRole('heading', { name: 'Ask for expedited review?' })).toBeVisible();
    await hydrated(this.page);
  }

  async askToExpedite(reason: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Reason for expedited review' }).fill(reason);
    await this.page.getByRole('button', { name: 'Ask for expedited review' }).click();
  }

  timeline(): Locator {
    return this.page.getByRole('region', { name: 'Timeline' });
  }
}

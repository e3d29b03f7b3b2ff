// A case as the plan's reviewer sees it.
import { expect, type Locator, type Page } from '@playwright/test';
import { hydrated } from '../fixtures/hydrated';

export class ReviewPage {
  constructor(private readonly page: Page) {}

  async open(reference: string): Promise<void> {
    await this.page.goto(`/review/${reference}`);
    await hydrated(this.page);
  }

  /** The status of the case's one service line, which is the case's own. */
  status(words: string): Locator {
    return this.page.getByRole('table', { name: 'Service lines' }).getByText(words, { exact: true });
  }

  async assignToMe(): Promise<void> {
    await this.page.getByRole('button', { name: 'Assign to me' }).click();
    await hydrated(this.page);
  }

  async release(): Promise<void> {
    await this.page.getByRole('button', { name: 'Release' }).click();
    await hydrated(this.page);
  }

  /** Opens the approval form; nothing is decided yet. */
  async beginApproval(): Promise<void> {
    await this.page.getByRole('link', { name: 'Approve', exact: true }).click();
    await expect(this.page.getByRole('button', { name: 'Confirm decision' })).toBeVisible();
    await hydrated(this.page);
  }

  async confirmDecision(): Promise<void> {
    await this.page.getByRole('button', { name: 'Confirm decision' }).click();
  }
}

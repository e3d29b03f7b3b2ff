// "Answer request for information": a form for each thing that the plan has asked.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Sample } from '../fixtures/documents';
import { hydrated, runsScripts } from '../fixtures/hydrated';

export class AnswerPage {
  constructor(private readonly page: Page) {}

  /** From the request's page. */
  async begin(): Promise<void> {
    await this.page.getByRole('link', { name: 'Answer request for information' }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'Answer request for information' })).toBeVisible();
    await hydrated(this.page);
  }

  item(place: number): Locator {
    return this.page.getByRole('region', { name: `Item ${place}`, exact: true });
  }

  words(place: number): Locator {
    return this.page.getByLabel(`Answer to item ${place}`);
  }

  /** Chooses a file for an item; without the client it is also sent. */
  async add(place: number, file: Sample): Promise<void> {
    await this.page.getByLabel(`Add documents to item ${place}`).setInputFiles(file);
    if (!runsScripts()) await this.item(place).getByRole('button', { name: 'Add files' }).click();
    await expect(this.item(place).getByRole('listitem').filter({ hasText: file.name })).toContainText('Received');
    await hydrated(this.page);
  }

  async save(place: number): Promise<void> {
    await this.page.getByRole('button', { name: `Save item ${place}` }).click();
  }

  async send(place: number): Promise<void> {
    await this.page.getByRole('button', { name: `Send answer to item ${place}` }).click();
  }
}

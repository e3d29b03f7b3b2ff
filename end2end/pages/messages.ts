// What both sides write about a case, and what the plan's people note: two panels that look alike.
import { expect, type Locator, type Page } from '@playwright/test';
import { hydrated, runsScripts } from '../fixtures/hydrated';

export class Messages {
  constructor(private readonly page: Page) {}

  /** The panel with messages. */
  get panel(): Locator {
    return this.page.getByRole('region', { name: 'Messages', exact: true });
  }

  /** The panel with notes; on the plan's page only. */
  get notes(): Locator {
    return this.page.getByRole('region', { name: 'Internal notes' });
  }

  /** The way to the messages before those that are shown. */
  get earlier(): Locator {
    return this.panel.getByRole('link', { name: 'Earlier messages' });
  }

  /** The way back. */
  get latest(): Locator {
    return this.panel.getByRole('link', { name: 'Latest messages' });
  }

  get message(): Locator {
    return this.panel.getByRole('textbox', { name: 'Message' });
  }

  get note(): Locator {
    return this.notes.getByRole('textbox', { name: 'Note' });
  }

  /** What was written, each with its writer. */
  items(panel: Locator): Locator {
    return panel.getByRole('log').getByRole('listitem');
  }

  /** Sends what is in the form. */
  async press(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Send message' }).click();
  }

  /** Saves what is in the form. */
  async pressSave(): Promise<void> {
    await this.notes.getByRole('button', { name: 'Save note' }).click();
  }

  async write(text: string): Promise<void> {
    await this.message.fill(text);
    await this.press();
    await this.expectStored(this.panel, this.message, text);
  }

  async writeNote(text: string): Promise<void> {
    await this.note.fill(text);
    await this.pressSave();
    await this.expectStored(this.notes, this.note, text);
  }

  private async expectStored(panel: Locator, field: Locator, text: string): Promise<void> {
    await expect(this.items(panel).last()).toContainText(text);
    await expect(field).toHaveValue('');
    await hydrated(this.page);
  }

  /** Looks again where the page does not do it by itself. */
  async lookAgain(): Promise<void> {
    if (!runsScripts()) await this.page.reload();
  }
}

// The step "Documents" of a draft.
import type { Locator, Page } from '@playwright/test';
import type { Sample } from '../fixtures/documents';
import { hydrated, runsScripts } from '../fixtures/hydrated';

export class DocumentsPage {
  constructor(private readonly page: Page) {}

  async open(draft: string): Promise<void> {
    await this.page.goto(`${draft}/documents`);
    await hydrated(this.page);
  }

  /** Chooses files; without the client they are also sent. */
  async add(...files: Sample[]): Promise<void> {
    await this.page.getByLabel('Add documents').setInputFiles(files);
    if (!runsScripts()) await this.page.getByRole('button', { name: 'Add files' }).click();
  }

  /** The field that opens the camera. */
  photo(): Locator {
    return this.page.getByLabel('Take a photo');
  }

  row(name: string): Locator {
    return this.page.getByRole('list', { name: 'Documents' }).getByRole('listitem').filter({ hasText: name });
  }

  remove(name: string): Locator {
    return this.page.getByRole('button', { name: `Remove ${name}` });
  }

  cancel(name: string): Locator {
    return this.page.getByRole('button', { name: `Cancel ${name}` });
  }
}

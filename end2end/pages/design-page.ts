// The page of parts.
import type { Locator, Page } from '@playwright/test';

export class DesignPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/design');
    await this.page.getByRole('heading', { name: 'Portico components' }).waitFor();
    await this.page.evaluate(() => document.fonts.ready);
  }

  /** One section. Its address is the fragment of the same name. */
  section(id: string): Locator {
    return this.page.locator(`section#${id}`);
  }

  /** The ids of all sections, in their order. */
  sections(): Promise<string[]> {
    return this.page.locator('section[data-parts]').evaluateAll((sections) => sections.map((section) => section.id));
  }
}

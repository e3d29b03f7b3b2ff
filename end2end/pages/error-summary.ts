// The list of what is wrong, at the top of a form that came back.
import { expect, type Locator, type Page } from '@playwright/test';

export class ErrorSummary {
  readonly heading: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'There is a problem' });
  }

  link(words: string | RegExp): Locator {
    return this.page.getByRole('alert').getByRole('link', { name: words });
  }

  async expectShown(): Promise<void> {
    await expect(this.heading).toBeVisible();
    await expect(this.page).toHaveTitle(/^Error: /);
  }
}

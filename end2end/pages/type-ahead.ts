// A field with suggestions, by its label.
import type { Locator, Page } from '@playwright/test';

export class TypeAhead {
  readonly field: Locator;
  readonly list: Locator;
  readonly options: Locator;
  /** What the code in the field means. */
  readonly meaning: Locator;

  constructor(page: Page, label: string) {
    this.field = page.getByRole('combobox', { name: label });
    // Closed lists of other fields are hidden and have no role.
    this.list = page.getByRole('listbox', { name: 'Suggestions' });
    this.options = this.list.getByRole('option');
    this.meaning = page.locator('.type-ahead').filter({ has: this.field }).locator('.type-ahead-meaning');
  }

  option(code: string): Locator {
    return this.options.filter({ hasText: code });
  }
}

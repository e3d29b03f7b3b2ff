// The practice's list of requests.
import type { Locator, Page } from '@playwright/test';
import { hydrated } from '../fixtures/hydrated';

export class CaseListPage {
  readonly rows: Locator;
  /** "12 of 47 requests", said aloud when it changes. */
  readonly shown: Locator;
  readonly chips: Locator;

  constructor(private readonly page: Page) {
    this.rows = page.getByRole('table', { name: 'Requests' }).getByRole('row').filter({ has: page.getByRole('cell') });
    this.shown = page.getByRole('main').getByRole('status').filter({ hasText: / of / });
    this.chips = page.getByRole('list', { name: 'Filters that are set' }).getByRole('listitem');
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/prior-auth${query}`);
    await hydrated(this.page);
  }

  row(reference: string): Locator {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('link', { name: reference }) });
  }

  /** Opens the menu of a filter. */
  async menu(name: string): Promise<void> {
    await this.page.getByRole('search', { name: 'Filters' }).locator('summary', { hasText: `${name}:` }).click();
  }

  /** Ticks the words in the menu of that name; they count once the filters are applied. */
  async choose(menu: string, ...words: string[]): Promise<void> {
    await this.menu(menu);
    for (const word of words) await this.page.getByLabel(word, { exact: true }).check();
  }

  async apply(): Promise<void> {
    await this.page.getByRole('button', { name: 'Apply' }).click();
    await hydrated(this.page);
  }

  async find(typed: string): Promise<void> {
    await this.page.getByLabel('Find by reference').fill(typed);
    await this.page.getByRole('button', { name: 'Find' }).click();
    await hydrated(this.page);
  }
}

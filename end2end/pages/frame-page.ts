// What stands around every signed-in page: search, bell, account, and the line to the server.
import type { Locator, Page } from '@playwright/test';

export class FramePage {
  readonly search: Locator;
  readonly palette: Locator;
  readonly field: Locator;
  readonly options: Locator;
  readonly bell: Locator;
  readonly notices: Locator;
  readonly account: Locator;
  /** What is said of the connection; empty while all is well. */
  readonly connection: Locator;

  constructor(private readonly page: Page) {
    this.search = page.getByRole('banner').getByRole('button', { name: /Search or jump to/ });
    this.palette = page.getByRole('dialog', { name: 'Search or jump to' });
    this.field = this.palette.getByRole('combobox');
    this.options = this.palette.getByRole('option');
    this.bell = page.getByRole('banner').getByRole('button', { name: /^Notifications/ });
    this.notices = page.getByRole('region', { name: 'Notifications' });
    this.account = page.getByRole('button', { name: /^Account of/ }).filter({ visible: true });
    this.connection = page.locator('.connection');
  }

  theme(name: 'System' | 'Light' | 'Dark'): Locator {
    return this.page.getByRole('group', { name: 'Appearance' }).filter({ visible: true }).getByRole('button', { name });
  }
}

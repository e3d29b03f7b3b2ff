// The dialog before the end of a session, by what it says.
import type { Locator, Page } from '@playwright/test';

export class SessionWarning {
  readonly dialog: Locator;
  readonly stay: Locator;
  readonly logOut: Locator;
  readonly aloud: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Your session is about to end' });
    this.stay = this.dialog.getByRole('button', { name: 'Stay signed in' });
    this.logOut = this.dialog.getByRole('button', { name: 'Log out' });
    this.aloud = this.dialog.getByRole('status');
  }
}

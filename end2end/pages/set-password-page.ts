// The page behind a one-time link, by what it says.
import type { Locator, Page } from '@playwright/test';

export class SetPasswordPage {
  readonly heading: Locator;
  /** The heading of the page that a link leads to when it does not open. */
  readonly gone: Locator;
  readonly password: Locator;
  readonly show: Locator;
  /** What is said, as one types, of how far the password has come. */
  readonly progress: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Choose a password', level: 1 });
    this.gone = page.getByRole('heading', { name: 'This link does not open', level: 1 });
    this.password = page.getByLabel('New password', { exact: true });
    this.show = page.getByRole('button', { name: 'Show password' });
    this.progress = page.getByText(/^\d+ (of at least \d+ characters|characters: long enough)$/);
  }

  async submit(password: string): Promise<void> {
    await this.password.fill(password);
    await this.page.getByRole('button', { name: 'Set password', exact: true }).click();
  }
}

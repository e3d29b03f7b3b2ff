// The sign-in page, by what it says.
import type { Locator, Page } from '@playwright/test';

export class LoginPage {
  readonly heading: Locator;
  readonly userId: Locator;
  readonly password: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Log in', level: 1 });
    this.userId = page.getByLabel('User ID', { exact: true });
    this.password = page.getByLabel('Password', { exact: true });
  }

  async open(): Promise<void> {
    await this.page.goto('/login');
  }

  async fill(userId: string, password: string): Promise<void> {
    await this.userId.fill(userId);
    await this.password.fill(password);
  }

  async submit(): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name: 'Log in', exact: true }).click();
  }
}

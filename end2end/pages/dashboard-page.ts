// What needs whom, by when, and how much there is of everything.
import type { Locator, Page } from '@playwright/test';
import { hydrated } from '../fixtures/hydrated';

export class DashboardPage {
  readonly heading: Locator;

  constructor(private readonly page: Page) {
    this.heading = page.getByRole('heading', { name: 'Dashboard', level: 1 });
  }

  async open(): Promise<void> {
    await this.page.goto('/dashboard');
    await hydrated(this.page);
  }

  /** One of the lists, by its title. */
  list(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }

  /** The way to the whole of a list. */
  all(title: string): Locator {
    return this.list(title).getByRole('link', { name: new RegExp(`^${title}: `) });
  }

  /** The button that brings in what has changed in a list. */
  news(title: string): Locator {
    return this.list(title).getByRole('button', { name: new RegExp(`: ${title}$`) });
  }

  /** The row of a case in the list of what the plan has to decide. */
  waiting(reference: string): Locator {
    return this.list('Waiting on the plan')
      .getByRole('row')
      .filter({ has: this.page.locator(`a[href$="/${reference}"]`) });
  }
}

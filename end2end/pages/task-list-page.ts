// The tasks of a draft.
import type { Locator, Page } from '@playwright/test';
import { hydrated } from '../fixtures/hydrated';

export class TaskListPage {
  constructor(private readonly page: Page) {}

  async open(draft: string): Promise<void> {
    await this.page.goto(draft);
    await hydrated(this.page);
  }

  task(name: string): Locator {
    return this.page.getByRole('main').getByRole('listitem').filter({ hasText: new RegExp(`^${name}`) });
  }

  link(name: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name, exact: true });
  }
}

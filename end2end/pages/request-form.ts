// The form of a draft. Fields are found by the contract's labels.
import { type Locator, type Page } from '@playwright/test';

/** What a person types or chooses, by the label beside it. */
export type Answers = Record<string, string>;

export class RequestForm {
  constructor(private readonly page: Page) {}

  /** A field by its label; fields that may stay empty say so behind it. */
  field(label: string): Locator {
    return this.page.getByLabel(new RegExp(`^${label}( \\(optional\\))?$`));
  }

  async answer(answers: Answers): Promise<void> {
    for (const [label, value] of Object.entries(answers)) await this.one(label, value);
  }

  private async one(label: string, value: string): Promise<void> {
    if (label === 'Urgency') {
      await this.page.getByRole('radio', { name: value }).check();
    } else if (label === 'Unit') {
      await this.field(label).selectOption({ label: value });
    } else {
      await this.field(label).fill(value);
    }
  }

  async submit(): Promise<void> {
    await this.page.getByRole('button', { name: 'Submit request' }).click();
  }
}

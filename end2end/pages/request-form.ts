// The steps of a draft. Fields are found by the contract's labels.
import { expect, type Locator, type Page } from '@playwright/test';
import { hydrated } from '../fixtures/hydrated';

/** What a person types or chooses, by the label beside it. */
export type Answers = Record<string, string>;

/** The steps in their order: the last part of the address, the heading, and the fields. */
export const STEPS = [
  { path: 'member', heading: 'Member', labels: ['Member ID', 'Date of birth', 'Last name'] },
  {
    path: 'providers',
    heading: 'Providers',
    labels: ['Requesting provider NPI', 'Rendering provider NPI', 'Place of service'],
  },
  {
    path: 'service',
    heading: 'Service',
    labels: [
      'Procedure code',
      'Modifiers',
      'Quantity',
      'Unit',
      'From',
      'To',
      'Urgency',
      'Reason for expedited review',
    ],
  },
  { path: 'diagnosis', heading: 'Diagnosis', labels: ['Diagnosis code'] },
  { path: 'clinical', heading: 'Clinical information', labels: ['Clinical summary'] },
  { path: 'documents', heading: 'Documents', labels: [] },
  { path: 'check', heading: 'Check your answers', labels: [] },
] as const;

export type Step = (typeof STEPS)[number]['path'];

/** The answers that belong to a step. */
export function ofStep(step: Step, answers: Answers): Answers {
  const labels: readonly string[] = STEPS.find((one) => one.path === step)?.labels ?? [];
  return Object.fromEntries(Object.entries(answers).filter(([label]) => labels.includes(label)));
}

export class RequestForm {
  constructor(private readonly page: Page) {}

  /** Opens a step of the draft at this path. */
  async open(draft: string, step: Step): Promise<void> {
    // To leave while something is sent would take it back.
    await expect(this.page.locator('form[aria-busy="true"]')).toHaveCount(0);
    await this.page.goto(`${draft}/${step}`);
    await hydrated(this.page);
    await this.expectOn(step);
  }

  async expectOn(step: Step): Promise<void> {
    const heading = STEPS.find((one) => one.path === step)?.heading ?? '';
    await expect(this.page.getByRole('heading', { level: 1, name: heading, exact: true })).toBeVisible();
    await hydrated(this.page);
  }

  /** A field by its label; fields that may stay empty say so behind it. */
  field(label: string): Locator {
    return this.page.getByLabel(new RegExp(`^${label}( \\(optional\\))?$`));
  }

  /** Fills in fields of the page that is open. */
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

  async saveAndContinue(): Promise<void> {
    await this.page.getByRole('button', { name: 'Save and continue' }).click();
  }

  async submit(): Promise<void> {
    await this.page.getByRole('button', { name: 'Submit request' }).click();
  }
}

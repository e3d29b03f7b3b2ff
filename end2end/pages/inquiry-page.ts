// "Does this need authorization?": the question, its answer, and the proof.
import { expect, type Locator, type Page } from '@playwright/test';
import { hydrated } from '../fixtures/hydrated';
import { inPlanZone } from '../fixtures/dates';

/** What is asked about a code, where nothing else matters. */
export interface Question {
  code: string;
  line?: string;
  place?: string;
  date?: string;
}

export class InquiryPage {
  readonly answer: Locator;
  readonly keep: Locator;

  constructor(private readonly page: Page) {
    this.answer = page.getByRole('region', {
      name: /^(Authorization required|No authorization required|A reviewer will look at it)$/,
    });
    this.keep = page.getByRole('button', { name: 'Keep a proof' });
  }

  async open(): Promise<void> {
    await this.page.goto('/prior-auth/check');
    await this.expectOpen();
  }

  async expectOpen(): Promise<void> {
    const heading = this.page.getByRole('heading', { level: 1, name: 'Does this need authorization?' });
    await expect(heading).toBeVisible();
    await hydrated(this.page);
  }

  async ask({ code, line = 'Commercial', place = '12', date = inPlanZone(1) }: Question): Promise<void> {
    await this.page.getByLabel('Procedure code').fill(code);
    await this.page.getByLabel('Line of business').selectOption({ label: line });
    await this.page.getByLabel('Place of service').fill(place);
    await this.page.getByLabel('Date of service').fill(date);
    await this.check();
  }

  async check(): Promise<void> {
    await this.page.getByRole('button', { name: 'Check', exact: true }).click();
  }

  /** Keeps a proof of the answer, and returns its reference. */
  async keepProof(): Promise<string> {
    await this.keep.click();
    await expect(this.page.getByRole('heading', { level: 1, name: 'No authorization required' })).toBeVisible();
    return new URL(this.page.url()).pathname.split('/').pop() ?? '';
  }
}

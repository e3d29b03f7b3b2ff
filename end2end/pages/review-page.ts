// A case as the plan's reviewer sees it.
import { expect, type Locator, type Page } from '@playwright/test';
import { hydrated } from '../fixtures/hydrated';

/** What a physician says in the tests. */
export const why = {
  reason: 'The notes do not show that a less costly brace was tried.',
  citation: 'Knee orthoses: 42 CFR 414.234',
  wouldChange: 'Notes that name what was tried and for how long.',
} as const;

export class ReviewPage {
  constructor(private readonly page: Page) {}

  async open(reference: string): Promise<void> {
    await this.page.goto(`/review/${reference}`);
    await hydrated(this.page);
  }

  /** The status of the case's one service line, which is the case's own. */
  status(words: string): Locator {
    return this.page.getByRole('table', { name: 'Service lines' }).getByText(words, { exact: true });
  }

  async assignToMe(): Promise<void> {
    await this.page.getByRole('button', { name: 'Assign to me' }).click();
    await hydrated(this.page);
  }

  async release(): Promise<void> {
    await this.page.getByRole('button', { name: 'Release' }).click();
    await hydrated(this.page);
  }

  /** Opens the approval form; nothing is decided yet. */
  async beginApproval(): Promise<void> {
    await this.page.getByRole('link', { name: 'Approve', exact: true }).click();
    await expect(this.page.getByRole('button', { name: 'Confirm decision' })).toBeVisible();
    await hydrated(this.page);
  }

  /** The status of the case as a whole, in its heading. */
  caseStatus(words: string): Locator {
    return this.page.getByRole('main').getByText(words, { exact: true }).first();
  }

  /** Opens the form of an action. */
  async begin(action: 'Send to physician' | 'Deny' | 'Partially approve' | 'Modify'): Promise<void> {
    await this.page.getByRole('link', { name: action, exact: true }).click();
    await expect(this.page.getByRole('button', { name: /^(Confirm decision|Send to physician)$/ })).toBeVisible();
    await hydrated(this.page);
  }

  /** Opens the form that changes the urgency to the other one. */
  async beginChangingUrgency(): Promise<void> {
    await this.page.getByRole('link', { name: 'Change urgency' }).click();
    await expect(this.page.getByRole('button', { name: 'Change urgency' })).toBeVisible();
    await hydrated(this.page);
  }

  async changeUrgency(reason: string): Promise<void> {
    await this.field('Reason').fill(reason);
    await this.page.getByRole('button', { name: 'Change urgency' }).click();
  }

  /** Opens the question whether it was entered by mistake; nothing is taken back yet. */
  async beginTakingBack(): Promise<void> {
    await this.page.getByRole('link', { name: 'Take back, entered by mistake' }).click();
    await expect(this.page.getByRole('heading', { name: 'Was this request entered by mistake?' })).toBeVisible();
    await hydrated(this.page);
  }

  async takeBack(reason: string): Promise<void> {
    await this.field('Reason').fill(reason);
    await this.page.getByRole('button', { name: 'Take back, entered by mistake' }).click();
  }

  /** Opens the form that asks the practice for something. */
  async beginAsking(): Promise<void> {
    await this.page.getByRole('link', { name: 'Ask for information' }).click();
    await expect(this.page.getByRole('button', { name: 'Send questions' })).toBeVisible();
    await hydrated(this.page);
  }

  async sendQuestions(): Promise<void> {
    await this.page.getByRole('button', { name: 'Send questions' }).click();
  }

  field(label: string): Locator {
    return this.page.getByRole('textbox', { name: label });
  }

  /** What the decision rests on; a list of likely ones makes it a combobox. */
  get citation(): Locator {
    return this.page.getByLabel('Criterion or plan provision');
  }

  async sayWhy(): Promise<void> {
    await this.field('Reason').fill(why.reason);
    await this.citation.fill(why.citation);
    await this.field('What would change the decision').fill(why.wouldChange);
  }

  /** A button that does nothing now, with its reason. */
  hindered(action: string): Locator {
    return this.page.getByRole('list', { name: 'Not possible now' }).getByRole('listitem').filter({ has: this.page.getByRole('button', { name: action, exact: true }) });
  }

  async confirmDecision(): Promise<void> {
    await this.page.getByRole('button', { name: 'Confirm decision' }).click();
  }
}

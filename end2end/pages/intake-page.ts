// Where the plan enters a request that came by phone, fax or mail, and where it joins a document that came so.
import { expect, type Page } from '@playwright/test';
import { cedarHillNpi } from '../fixtures/accounts';
import type { Sample } from '../fixtures/documents';
import { hydrated, runsScripts } from '../fixtures/hydrated';
import { kneeOrthosis } from '../flows/fill-knee-orthosis';
import { RequestForm, type Answers } from './request-form';

const REFERENCE = /PA-[0-9A-Z]{4}-[0-9A-Z]{4}/;

export class IntakePage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/review/intake');
    await hydrated(this.page);
  }

  /** How it came, today at the first minute of the day, which is never still to come. */
  async answerReceipt(channel: 'Phone' | 'Fax' | 'Mail'): Promise<void> {
    await this.page.getByRole('radio', { name: channel }).check();
    await this.page.getByLabel('Time of receipt').fill('12:00 AM');
  }

  /** Types the knee orthosis for Cedar Hill, changed where a test says so. */
  async answerKneeOrthosis(changed: Answers = {}): Promise<void> {
    await this.page.getByLabel('Practice NPI').fill(cedarHillNpi);
    await new RequestForm(this.page).answer({ ...kneeOrthosis(), ...changed });
  }

  /** Says that a clinician of the practice is behind it. */
  async sayClinicianAsked(): Promise<void> {
    await this.page.getByLabel('A physician or other clinician asked for expedited review').check();
  }

  /** Sends the form: first it is checked, then, once the names were shown, it is entered. */
  async enter(): Promise<void> {
    await this.page.getByRole('button', { name: /^(Check|Enter a request)$/ }).click();
  }

  /** Practice and member whose request it becomes. */
  get names() {
    return this.page.getByRole('region', { name: 'Is this the practice, and is this the member?' });
  }

  /**
   * Enters what may have been asked for by other tests already, after the names were shown: then the page asks whether it is
   * another request, and it is.
   * The reference of the request that was entered.
   */
  async enterAnyway(): Promise<string> {
    await this.enter();
    const done = this.page.getByText(/was entered\.$/);
    const again = this.page.getByLabel('This is another request, not the same again');
    await expect(this.names).toContainText('Cedar Hill Orthopedics');
    await hydrated(this.page);
    // What is asked is asked with the names.
    if (await again.isVisible()) await again.check();
    await this.enter();
    await expect(done).toBeVisible();
    await hydrated(this.page);
    const found = REFERENCE.exec((await done.textContent()) ?? '')?.[0];
    if (!found) throw new Error(`no reference on ${this.page.url()}`);
    return found;
  }

  async openDocument(): Promise<void> {
    await this.page.goto('/review/intake/document');
    await hydrated(this.page);
  }

  async findRequest(reference: string): Promise<void> {
    await this.page.getByLabel('Reference', { exact: true }).fill(reference);
    await this.page.getByRole('button', { name: 'Find the request' }).click();
  }

  /** Chooses a document; without the client it is also sent. */
  async add(...files: Sample[]): Promise<void> {
    await this.page.getByLabel('Add documents').setInputFiles(files);
    if (!runsScripts()) await this.page.getByRole('button', { name: 'Add files' }).click();
  }

  get documents() {
    return this.page.getByRole('list', { name: 'Documents joined to the request' });
  }
}

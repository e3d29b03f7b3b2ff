import { expect, type Page } from '@playwright/test';
import { people } from '../fixtures/accounts';
import { hydrated } from '../fixtures/hydrated';
import { ReviewPage } from '../pages/review-page';
import { takeFromQueue } from './approve';
import { logIn } from './log-in';

/** What the nurse tells the physician in the tests. */
export const SUMMARY = 'Two notes are missing; the brace that was tried is not named anywhere.';

/**
 * A submitted case goes by way of a nurse to a physician.
 *
 * Before: nobody is signed in in either browser; the case is in the work queue and nobody has it.
 * After: the physician's browser is on the review page and the case is assigned to the physician.
 */
export async function passOn(nurse: Page, physician: Page, reference: string): Promise<void> {
  await logIn(nurse, people.nurse);
  await takeFromQueue(nurse, reference);
  const sending = new ReviewPage(nurse);
  await sending.begin('Send to physician');
  await sending.field('Summary for the physician').fill(SUMMARY);
  await nurse.getByRole('button', { name: 'Send to physician' }).click();
  await expect(nurse.getByRole('region', { name: 'Timeline' })).toContainText('Sent to a physician reviewer');

  await logIn(physician, people.physician);
  const review = new ReviewPage(physician);
  await review.open(reference);
  await review.assignToMe();
  await expect(physician.getByRole('button', { name: 'Release' })).toBeVisible();
  await hydrated(physician);
}

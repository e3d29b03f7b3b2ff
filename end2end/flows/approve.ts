import { expect, type Page } from '@playwright/test';
import { hydrated } from '../fixtures/hydrated';
import { ReviewPage } from '../pages/review-page';
import { WorkQueuePage } from '../pages/work-queue-page';

/**
 * Takes a submitted case from the queue.
 *
 * Before: a nurse is signed in; the case is in the work queue and nobody has it.
 * After: the browser is on the case's review page and the case is assigned to the nurse.
 */
export async function takeFromQueue(page: Page, reference: string): Promise<void> {
  const queue = new WorkQueuePage(page);
  await queue.open();
  await queue.openCase(reference);
  const review = new ReviewPage(page);
  await review.assignToMe();
  await expect(review.status('In review')).toBeVisible();
}

/**
 * Approves a case that the nurse has.
 *
 * Before: the browser is on the review page of a case assigned to the signed-in nurse.
 * After: the page shows the case as Approved.
 */
export async function approve(page: Page): Promise<void> {
  const review = new ReviewPage(page);
  await review.beginApproval();
  await review.confirmDecision();
  await expect(review.status('Approved')).toBeVisible();
  await hydrated(page);
}

import type { Page } from '@playwright/test';
import { ReviewPage } from '../pages/review-page';

/** What the plan asks for in the tests. */
export const asked = { notes: 'The notes of the last visit', tried: 'Which braces were tried before?' } as const;

/**
 * Asks the practice for a document and for an answer in words.
 *
 * Before: the browser is on the review page of a case assigned to the signed-in reviewer.
 * After: the page shows the case as Information requested.
 */
export async function ask(page: Page): Promise<void> {
  const review = new ReviewPage(page);
  await review.beginAsking();
  await review.field('Item 1').fill(asked.notes);
  await review.field('Item 2').fill(asked.tried);
  await page.getByLabel('Item 2 is answered by').selectOption('An answer in words');
  await review.sendQuestions();
  await review.status('Information requested').waitFor();
}

// Two reviewers at one case: the second one is told what changed, and nothing is overwritten.
import { people } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { approve, takeFromQueue } from '../../flows/approve';
import { inReview } from '../../flows/in-review';
import { logIn } from '../../flows/log-in';
import { submitKneeOrthosis } from '../../flows/submit';
import { ReviewPage } from '../../pages/review-page';

test('a decision on an old version is refused and the page shows the case as it is now', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const first = await anotherBrowser();
  await logIn(first, people.nurse);
  await takeFromQueue(first, reference);

  const second = await anotherBrowser();
  // A browser that hears nothing: its page stays as old as a page can get.
  await second.context().route('**/events?*', () => {});
  await logIn(second, people.nurse);
  const stale = new ReviewPage(second);
  await stale.open(reference);
  await stale.beginApproval();

  await approve(first);
  await stale.confirmDecision();
  await expect(second.getByRole('alert')).toContainText('Someone else changed this request');
  await expect(stale.status('Approved')).toBeVisible();
});

test('a released case can be taken again', async ({ as, anotherBrowser }) => {
  const { nurse } = await inReview({ as, anotherBrowser });

  const review = new ReviewPage(nurse);
  await review.release();
  await expect(review.status('Submitted')).toBeVisible();
  await review.assignToMe();
  await expect(review.status('In review')).toBeVisible();
});

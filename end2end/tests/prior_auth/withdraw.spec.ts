// A practice takes a request back while the plan is reviewing it.
import { people } from '../../fixtures/accounts';
import { runsScripts } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { takeFromQueue } from '../../flows/approve';
import { inReview } from '../../flows/in-review';
import { logIn } from '../../flows/log-in';
import { submitKneeOrthosis } from '../../flows/submit';
import { CasePage } from '../../pages/case-page';
import { ReviewPage } from '../../pages/review-page';

test('a request withdrawn during its review is gone from the reviewer’s hands at once', async ({ as, anotherBrowser }) => {
  const { desk, nurse, reference } = await inReview({ as, anotherBrowser });

  const practice = new CasePage(desk);
  await practice.open(reference);
  await practice.beginWithdrawal();
  await practice.confirmWithdrawal('The surgeon changed the plan.');
  await expect(practice.status('Withdrawn')).toBeVisible();
  await expect(practice.timeline()).toContainText('The surgeon changed the plan.');
  await expect(desk.getByRole('link', { name: 'Withdraw request' })).toHaveCount(0);

  if (!runsScripts()) await nurse.reload();
  await expect(new ReviewPage(nurse).status('Withdrawn')).toBeVisible();
  await expect(nurse.getByText('There is nothing for you to decide here now.')).toBeVisible();
});

test('a reviewer whose page heard nothing is told what changed', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const nurse = await anotherBrowser();
  await nurse.context().route('**/events?*', () => {});
  await logIn(nurse, people.nurse);
  await takeFromQueue(nurse, reference);
  const review = new ReviewPage(nurse);
  await review.beginApproval();

  const practice = new CasePage(desk);
  await practice.open(reference);
  await practice.beginWithdrawal();
  await practice.confirmWithdrawal('');
  await expect(practice.status('Withdrawn')).toBeVisible();

  await review.confirmDecision();
  await expect(nurse.getByRole('alert')).toContainText('Someone else changed this request');
  await expect(nurse.getByText('What changed: Withdrawn')).toBeVisible();
  await expect(review.status('Withdrawn')).toBeVisible();
});

test('whoever may only look is offered nothing', async ({ as, anotherBrowser }) => {
  const reference = await submitKneeOrthosis(await as(people.frontDesk));
  const viewer = await anotherBrowser();
  await logIn(viewer, people.viewer);
  const practice = new CasePage(viewer);
  await practice.open(reference);
  await expect(practice.status('Submitted')).toBeVisible();
  await expect(viewer.getByRole('link', { name: 'Withdraw request' })).toHaveCount(0);
});

// How fast an answer is needed: an office asks for expedited review, the plan makes it standard, and both read the same words.
import type { Page } from '@playwright/test';
import { people } from '../../fixtures/accounts';
import { hydrated, runsScripts } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { takeFromQueue } from '../../flows/approve';
import { logIn } from '../../flows/log-in';
import { submitKneeOrthosis } from '../../flows/submit';
import { CasePage } from '../../pages/case-page';
import { ErrorSummary } from '../../pages/error-summary';
import { ReviewPage } from '../../pages/review-page';
import { WorkQueuePage } from '../../pages/work-queue-page';

const WORSE = 'The member fell on Sunday and cannot climb the stairs to bed.';
const SAFE = 'The note says that the member walks safely with the brace that is there.';

/** The notice at the top of a case, without which nobody has to guess why a time has moved. */
async function notice(page: Page): Promise<string> {
  return page.getByRole('main').getByText(/The decision is due .* Reason: /).innerText();
}

test('an office asks for expedited review, and the queue and the reviewer show it', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  await takeFromQueue(nurse, reference);

  const practice = new CasePage(desk);
  await practice.open(reference);
  await practice.beginExpediting();
  await expect(desk.getByText(/^The decision is due .* After the change it is due .*\.$/)).toBeVisible();
  await practice.askToExpedite('');
  await expect(new ErrorSummary(desk).link('Enter the reason for expedited review')).toBeVisible();
  await hydrated(desk);
  await practice.askToExpedite(WORSE);
  await expect(practice.timeline()).toContainText('Expedited review requested');
  await expect(practice.timeline()).toContainText(WORSE);
  await expect(desk.getByRole('link', { name: 'Ask for expedited review' })).toHaveCount(0);
  await expect(desk.getByRole('region', { name: 'What happens next' })).toContainText('72 hours');

  if (!runsScripts()) await nurse.reload();
  await expect(nurse.getByRole('region', { name: 'Timeline' })).toContainText('Expedited review requested');
  await expect(nurse.getByRole('region', { name: 'Summary', exact: true })).toContainText('Expedited');
  expect(await notice(nurse)).toBe(await notice(desk));
  const queue = new WorkQueuePage(nurse);
  await queue.open('?show=mine&urgency=expedited');
  await queue.openCase(reference);
});

test('a nurse makes it standard, and the office reads the new time and the reason in the same words', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk, {
    Urgency: 'Expedited',
    'Reason for expedited review': 'The member cannot be discharged without the brace.',
  });
  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  await takeFromQueue(nurse, reference);
  const review = new ReviewPage(nurse);
  await review.beginChangingUrgency();
  await expect(nurse.getByRole('heading', { name: 'Make this a standard request?' })).toBeVisible();
  await review.changeUrgency('Not urgent');
  await expect(nurse.getByRole('heading', { name: 'There is a problem' })).toBeVisible();
  await hydrated(nurse);
  await review.changeUrgency(SAFE);
  await expect(nurse.getByRole('region', { name: 'Timeline' })).toContainText('Changed to standard');

  if (!runsScripts()) await desk.reload();
  await expect(desk.getByRole('region', { name: 'Timeline' })).toContainText('Changed to standard');
  await expect(desk.getByRole('region', { name: 'What happens next' })).toContainText('7 calendar days');
  expect(await notice(desk)).toContain(SAFE);
  expect(await notice(desk)).toBe(await notice(nurse));
  await desk.goto('/notifications');
  await hydrated(desk);
  await expect(desk.getByRole('main')).toContainText('Changed to standard');
});

test('a change of urgency that came too late shows what changed and keeps what was typed', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const lead = await anotherBrowser();
  // A browser that hears nothing: its page stays as old as a page can get.
  await lead.context().route('**/events?*', () => {});
  await logIn(lead, people.lead);
  const review = new ReviewPage(lead);
  await review.open(reference);
  await review.beginChangingUrgency();

  const practice = new CasePage(desk);
  await practice.open(reference);
  await practice.beginExpediting();
  await practice.askToExpedite(WORSE);
  await expect(practice.timeline()).toContainText('Expedited review requested');

  await review.changeUrgency(SAFE);
  await expect(lead.getByRole('alert')).toContainText('Someone else changed this request');
  await expect(lead.getByText('What changed: Expedited review requested')).toBeVisible();
  await expect(review.field('Reason')).toHaveValue(SAFE);
  await expect(lead.getByText('not possible any more')).toBeVisible();
});

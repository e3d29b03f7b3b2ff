// Decisions against a request: a nurse sends it on, a physician decides, and the office reads why and what it can do.
import { people } from '../../fixtures/accounts';
import { hydrated, runsScripts } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { takeFromQueue } from '../../flows/approve';
import { logIn } from '../../flows/log-in';
import { SUMMARY, passOn } from '../../flows/pass-on';
import { submitKneeOrthosis } from '../../flows/submit';
import { CasePage } from '../../pages/case-page';
import { ErrorSummary } from '../../pages/error-summary';
import { ReviewPage, why } from '../../pages/review-page';

/** A little more than the 15 minutes a session may idle. */
const IDLE_SECONDS = 16 * 60;

test('a nurse sends on, a physician denies, and the office reads reason and next steps', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const [nurse, physician] = [await anotherBrowser(), await anotherBrowser()];
  await passOn(nurse, physician, reference);
  await expect(physician.getByRole('region', { name: 'Summary for the physician' })).toContainText(SUMMARY);

  const review = new ReviewPage(physician);
  await review.begin('Deny');
  await review.confirmDecision();
  await new ErrorSummary(physician).expectShown();
  await expect(new ErrorSummary(physician).link('Enter the reason')).toBeVisible();
  await hydrated(physician);
  await review.sayWhy();
  await review.confirmDecision();
  await expect(physician.getByRole('region', { name: 'What was decided' })).toContainText(why.reason);

  if (!runsScripts()) await desk.reload();
  await expect(new CasePage(desk).status('Denied')).toBeVisible();
  const decided = desk.getByRole('region', { name: 'What was decided' });
  await expect(decided).toContainText(why.reason);
  await expect(decided).toContainText(why.citation);
  await expect(decided).toContainText('MD, orthopedic surgery');
  const next = desk.getByRole('region', { name: 'Next steps' });
  await expect(next).toContainText('Peer-to-peer');
  await expect(next).toContainText('within 65 days');
  await expect(next.getByRole('link', { name: 'New request' })).toBeVisible();
  await expect(desk.getByText(SUMMARY)).toHaveCount(0);
});

test('a part is authorized, and the line says how much', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk, { Quantity: '2' });
  const [nurse, physician] = [await anotherBrowser(), await anotherBrowser()];
  await passOn(nurse, physician, reference);

  const review = new ReviewPage(physician);
  await review.begin('Partially approve');
  await physician.getByRole('radio', { name: 'Approve less' }).check();
  await review.field('Authorized quantity').fill('3');
  await review.sayWhy();
  await review.confirmDecision();
  await expect(new ErrorSummary(physician).link('Enter the authorized quantity from 1 to 2')).toBeVisible();
  await hydrated(physician);
  await expect(review.field('Reason')).toHaveValue(why.reason);
  await review.field('Authorized quantity').fill('1');
  await review.confirmDecision();
  await expect(physician.getByRole('region', { name: 'What was decided' })).toContainText('Partially approved');

  if (!runsScripts()) await desk.reload();
  await expect(desk.getByRole('table', { name: 'Service lines' })).toContainText('Authorized: 1 each');
  await expect(desk.getByRole('region', { name: 'What happens next' })).toContainText('Authorization number');
});

test('a nurse reads who decides against a request, and has no way to do it', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  const review = new ReviewPage(nurse);
  await review.open(reference);
  await expect(review.hindered('Approve')).toContainText('Assign the request to you first');
  await takeFromQueue(nurse, reference);
  await expect(review.hindered('Deny')).toContainText('Only a physician reviewer may deny');
  await expect(nurse.getByRole('button', { name: 'Deny' })).toBeDisabled();
  await nurse.goto(`/review/${reference}?act=deny`);
  await hydrated(nurse);
  await expect(nurse.getByRole('button', { name: 'Confirm decision' })).toHaveCount(0);
});

test('a decision that came too late is refused, shows what changed, and keeps what was typed', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const [nurse, first, second] = [await anotherBrowser(), await anotherBrowser(), await anotherBrowser()];
  await passOn(nurse, first, reference);
  // A browser that hears nothing: its page stays as old as a page can get.
  await second.context().route('**/events?*', () => {});
  await logIn(second, people.physician);
  const stale = new ReviewPage(second);
  await stale.open(reference);
  await stale.begin('Deny');
  await stale.sayWhy();

  const quick = new ReviewPage(first);
  await quick.beginApproval();
  await quick.confirmDecision();
  await expect(quick.status('Approved')).toBeVisible();

  await stale.confirmDecision();
  await expect(second.getByRole('alert')).toContainText('Someone else changed this request');
  await expect(second.getByText('What changed:')).toBeVisible();
  await expect(stale.status('Approved')).toBeVisible();
  await expect(stale.field('Reason')).toHaveValue(why.reason);
  await expect(second.getByText('not possible any more')).toBeVisible();
});

test('a decision in whose middle the session expired is not lost', async ({ as, anotherBrowser, portico }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const [nurse, physician] = [await anotherBrowser(), await anotherBrowser()];
  await passOn(nurse, physician, reference);
  const review = new ReviewPage(physician);
  await review.begin('Deny');
  await review.sayWhy();
  await portico.advanceClock(IDLE_SECONDS);
  // A page with scripts hears of the end and leaves by itself; without them the physician confirms too late.
  if (!runsScripts()) await review.confirmDecision();
  await expect(physician.getByRole('heading', { name: 'Session expired' })).toBeVisible();
  await physician.getByRole('main').getByRole('link', { name: /Log in/ }).click();
  await logIn(physician, people.physician);
  if (runsScripts()) {
    await expect(physician.getByRole('alert')).toContainText('what you typed is still here');
    await expect(review.field('Reason')).toHaveValue(why.reason);
    await expect(review.citation).toHaveValue(why.citation);
    await expect(review.status('In review')).toBeVisible();
    await review.confirmDecision();
  }
  await expect(review.status('Denied')).toBeVisible();
  await expect(physician.getByRole('region', { name: 'What was decided' })).toContainText(why.reason);
});

test('a lead extends the time to decide, and the office reads the same words', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const lead = await anotherBrowser();
  await logIn(lead, people.lead);
  const review = new ReviewPage(lead);
  await review.open(reference);
  await lead.getByRole('link', { name: 'Extend the clock' }).click();
  await expect(lead.getByRole('heading', { name: 'Extend the time to decide?' })).toBeVisible();
  await hydrated(lead);
  await lead.getByRole('textbox', { name: 'Days' }).fill('15');
  await review.field('Reason').fill('A report of the specialist is on its way to us.');
  await lead.getByRole('button', { name: 'Extend the clock' }).click();
  await expect(new ErrorSummary(lead).link('Enter a number of days from 1 to 14')).toBeVisible();
  await hydrated(lead);
  await lead.getByRole('textbox', { name: 'Days' }).fill('7');
  await lead.getByRole('button', { name: 'Extend the clock' }).click();
  const said = /The plan has extended its time to decide\. The decision is due .* Reason: A report of the specialist is on its way/;
  const notice = await lead.getByText(said).innerText();
  if (!runsScripts()) await desk.reload();
  await expect(desk.getByText(notice)).toBeVisible();
});

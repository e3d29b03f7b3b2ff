// Messages between a practice and the plan's reviewers, live on both sides, and notes that stay within the plan.
import { people } from '../../fixtures/accounts';
import { hydrated, runsScripts } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { takeFromQueue } from '../../flows/approve';
import { logIn } from '../../flows/log-in';
import { submitKneeOrthosis } from '../../flows/submit';
import { writeMany } from '../../flows/write-many';
import { CasePage } from '../../pages/case-page';
import { ErrorSummary } from '../../pages/error-summary';
import { Messages } from '../../pages/messages';
import { ReviewPage } from '../../pages/review-page';

/** A little more than the 15 minutes a session may idle. */
const IDLE_SECONDS = 16 * 60;

test('what one side writes the other side sees at once, and a note never leaves the plan', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  await takeFromQueue(nurse, reference);
  await hydrated(nurse);

  const practice = new Messages(desk);
  await new CasePage(desk).open(reference);
  await expect(practice.panel).toContainText('No messages yet.');
  await practice.write('Two more pages\ncame by fax.');

  const plan = new Messages(nurse);
  await plan.lookAgain();
  await expect(plan.items(plan.panel)).toHaveCount(1);
  await expect(plan.items(plan.panel)).toContainText('Two more pages');
  await plan.write('Thank you. Which of them is the report?');
  await expect(nurse).toHaveURL(new RegExp(`/review/${reference}(#messages)?$`));

  await practice.lookAgain();
  await expect(practice.items(practice.panel).last()).toContainText('Which of them is the report?');
  await expect(practice.items(practice.panel).last()).toContainText('Nurse reviewer');
  await expect(practice.items(practice.panel).first()).toContainText('(your side)');

  await expect(plan.notes).toContainText("Only the plan's staff see these.");
  await plan.writeNote('Fax room has page 3.');
  // What was announced after the note is there; so would the note be.
  await plan.write('We have it now.');
  await practice.lookAgain();
  await expect(practice.items(practice.panel)).toHaveCount(3);
  await expect(desk.getByText('Fax room has page 3.')).toHaveCount(0);
  await expect(desk.getByRole('region', { name: 'Internal notes' })).toHaveCount(0);
});

test('a message that is refused is still there, and its error leads to it', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  await new CasePage(desk).open(reference);
  const practice = new Messages(desk);
  await practice.press();
  const errors = new ErrorSummary(desk);
  await errors.expectShown();
  await hydrated(desk);
  await errors.link('Enter a message').click();
  await expect(practice.message).toBeFocused();
  const long = 'x'.repeat(2_001);
  await practice.message.fill(long);
  await practice.press();
  await expect(errors.link('Shorten the message to 2000 characters or fewer')).toBeVisible();
  await expect(practice.message).toHaveValue(long);
  await hydrated(desk);
  await practice.write('Short enough.');
  await expect(errors.heading).toHaveCount(0);
});

test('a message interrupts no decision that is being written', { tag: '@javascript' }, async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  await takeFromQueue(nurse, reference);
  const review = new ReviewPage(nurse);
  await review.begin('Send to physician');
  await review.field('Summary for the physician').fill('Two notes are missing;');

  await new CasePage(desk).open(reference);
  await new Messages(desk).write('They are on their way.');
  const plan = new Messages(nurse);
  await expect(plan.items(plan.panel)).toContainText('They are on their way.');
  await plan.write('Thank you.');
  await expect(review.field('Summary for the physician')).toHaveValue('Two notes are missing;');
  await review.field('Summary for the physician').fill('Two notes are missing; the brace that was tried is not named.');
  await nurse.getByRole('button', { name: 'Send to physician' }).click();
  await expect(nurse.getByRole('region', { name: 'Timeline' })).toContainText('Sent to a physician reviewer');
});

test('what was typed when the session expired is there once its writer is back', async ({ as, portico }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  await new CasePage(desk).open(reference);
  const practice = new Messages(desk);
  await practice.message.fill('Half a sentence');
  await portico.advanceClock(IDLE_SECONDS);
  // A page with scripts hears of the end and leaves by itself; without them the person sends the form too late.
  if (!runsScripts()) await practice.press();
  await expect(desk.getByRole('heading', { name: 'Session expired' })).toBeVisible();
  await desk.getByRole('main').getByRole('link', { name: /Log in/ }).click();
  await logIn(desk, people.frontDesk);
  // With scripts it was kept as it is; without, it was sent, and is.
  if (runsScripts()) await expect(practice.message).toHaveValue('Half a sentence');
  else await expect(practice.items(practice.panel)).toContainText('Half a sentence');
});

test('of a long thread the latest part is shown, and links lead to what was written before and back', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const text = (number: number): string => `Message no. ${number} of many.`;
  await writeMany(desk, reference, Array.from({ length: 52 }, (_, index) => text(index + 1)));

  await new CasePage(desk).open(reference);
  const practice = new Messages(desk);
  const items = practice.items(practice.panel);
  await expect(items).toHaveCount(50);
  await expect(items.first()).toContainText(text(3));
  await expect(items.last()).toContainText(text(52));
  await expect(practice.latest).toHaveCount(0);

  await practice.earlier.click();
  await expect(items).toHaveCount(2);
  await expect(items.first()).toContainText(text(1));
  await expect(items.last()).toContainText(text(2));
  await expect(desk).toHaveURL(/[?&]messages=/);
  await expect(practice.earlier).toHaveCount(0);
  await hydrated(desk);

  await practice.latest.click();
  await expect(items).toHaveCount(50);
  await expect(items.last()).toContainText(text(52));
  await expect(desk).not.toHaveURL(/[?&]messages=/);
  await hydrated(desk);

  // Whoever writes while an earlier part is shown sees what was written.
  await practice.earlier.click();
  await expect(items).toHaveCount(2);
  await hydrated(desk);
  await practice.write(text(53));
  await expect(items).toHaveCount(50);
  await expect(items.first()).toContainText(text(4));
});

test('whoever may only look reads the messages and has no form', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  await new CasePage(desk).open(reference);
  await new Messages(desk).write('For all of us.');
  const viewer = await anotherBrowser();
  await logIn(viewer, people.viewer);
  await new CasePage(viewer).open(reference);
  const seen = new Messages(viewer);
  await expect(seen.items(seen.panel)).toContainText('For all of us.');
  await expect(seen.message).toHaveCount(0);
});

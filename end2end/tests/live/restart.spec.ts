// A server that goes away and comes back: open pages say that they hear nothing, and hear again by themselves.
import { people } from '../../fixtures/accounts';
import { AWAY, test } from '../../fixtures/own-server';
import { expect } from '../../fixtures/test';
import { logIn } from '../../flows/log-in';
import { CaseListPage } from '../../pages/case-list-page';
import { CasePage } from '../../pages/case-page';
import { FramePage } from '../../pages/frame-page';
import { ReviewPage } from '../../pages/review-page';

test('a page says that it is reconnecting, and goes on when the server is back', { tag: ['@javascript', '@once'] }, async ({ as, own, anotherBrowser, problems }) => {
  problems.expect(AWAY);
  const desk = await as(people.frontDesk);
  const list = new CaseListPage(desk);
  await list.open('?status=submitted');
  const reference = await list.rows.getByRole('link').first().innerText();
  const page = new CasePage(desk);
  await page.open(reference);
  await expect(page.status('Submitted')).toBeVisible();

  const { connection } = new FramePage(desk);
  await expect(connection).toBeEmpty();
  await own.kill();
  await expect(connection).toContainText('Reconnecting…');
  await expect(page.status('Submitted')).toBeVisible();

  await own.startAgain();
  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  const review = new ReviewPage(nurse);
  await review.open(reference);
  await review.assignToMe();
  // A stream that could not be had is asked for again after ever longer waits, half a minute at most.
  await expect(page.status('In review')).toBeVisible({ timeout: 40_000 });
  await expect(connection).toBeEmpty();
});

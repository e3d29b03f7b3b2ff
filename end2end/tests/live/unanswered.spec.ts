// A page that asks for news and gets no answer keeps what it shows, says that it may be old, and asks again by itself.
import { people } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { takeFromQueue } from '../../flows/approve';
import { logIn } from '../../flows/log-in';
import { submitKneeOrthosis } from '../../flows/submit';
import { CasePage } from '../../pages/case-page';

test('a page keeps what it shows while the server does not answer', { tag: '@javascript' }, async ({ as, anotherBrowser, problems }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const deskCase = new CasePage(desk);
  problems.expect(/ERR_FAILED.*\/api\//);
  await desk.route('**/api/prior-auth/show*', (route) => route.abort());

  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  await takeFromQueue(nurse, reference);
  await expect(desk.getByText('This may be out of date.')).toBeVisible();
  await expect(deskCase.status('Submitted')).toBeVisible();

  await desk.unroute('**/api/prior-auth/show*');
  await expect(deskCase.status('In review')).toBeVisible({ timeout: 15_000 });
  await expect(desk.getByText('This may be out of date.')).toBeHidden();
});

// The bell counts what is new, shows it where one is, and forgets the number when told.
import { people } from '../../fixtures/accounts';
import { hydrated, runsScripts } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { approve, takeFromQueue } from '../../flows/approve';
import { inReview } from '../../flows/in-review';
import { logIn } from '../../flows/log-in';
import { submitKneeOrthosis } from '../../flows/submit';
import { FramePage } from '../../pages/frame-page';

test('a decision is told by the bell, and leads to its case', async ({ as, anotherBrowser }) => {
  const { desk, nurse, reference } = await inReview({ as, anotherBrowser });
  await approve(nurse);

  await desk.goto('/dashboard');
  await hydrated(desk);
  const frame = new FramePage(desk);
  await expect(frame.bell).toHaveAccessibleName(/\d+\+? new$/);
  await frame.bell.click();
  const place = runsScripts() ? frame.notices : desk.getByRole('main');
  const told = place.getByRole('listitem').filter({ has: desk.locator(`a[href$="${reference}"]`) }).first();
  await expect(told).toContainText('Approved');
  await told.getByRole('link').click();
  await expect(desk).toHaveURL(new RegExp(`/prior-auth/${reference}$`));
});

test('all are marked as read at once, in every tab', { tag: '@javascript' }, async ({ as, anotherBrowser }) => {
  const desk = await as(people.otherPractice);
  const reference = await submitKneeOrthosis(desk);
  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  await takeFromQueue(nurse, reference);
  await approve(nurse);
  const other = await desk.context().newPage();
  await other.goto('/dashboard');
  await hydrated(other);
  await desk.goto('/notifications');
  await hydrated(desk);
  const bells = [desk, other].map((page) => new FramePage(page).bell);
  for (const bell of bells) await expect(bell).toHaveAccessibleName(/\d+\+? new$/);
  await desk.getByRole('main').getByRole('button', { name: 'Mark all as read' }).click();
  for (const bell of bells) await expect(bell).toHaveAccessibleName('Notifications');
});

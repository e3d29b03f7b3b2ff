// People who work in several practices: one at a time, and the way from one to the other.
import { people, practices } from '../../fixtures/accounts';
import { hydrated } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { logIn } from '../../flows/log-in';
import { submitKneeOrthosis } from '../../flows/submit';
import { switchPractice } from '../../flows/switch-practice';
import { CasePage } from '../../pages/case-page';

test('someone in two practices goes from one to the other and sees one at a time', async ({ as }) => {
  const morgan = await as(people.inBoth);
  const reference = await submitKneeOrthosis(morgan);

  await switchPractice(morgan, practices.frontDesk, practices.otherPractice);
  await morgan.goto(`/prior-auth/${reference}`);
  await expect(morgan.getByRole('heading', { name: 'Page not found' })).toBeVisible();

  await morgan.goto('/dashboard');
  await hydrated(morgan);
  await switchPractice(morgan, practices.otherPractice, practices.frontDesk);
  await new CasePage(morgan).open(reference);
  await expect(morgan.getByText(reference).first()).toBeVisible();
});

test('the menu of practices opens, closes and is chosen from with the keyboard', async ({ as }) => {
  const morgan = await as(people.inBoth);
  const menu = morgan.getByRole('banner').getByRole('button', { name: practices.frontDesk });
  const choice = morgan.getByRole('button', { name: practices.otherPractice, exact: true });
  await menu.focus();
  await morgan.keyboard.press('Enter');
  await expect(choice).toBeVisible();
  await morgan.keyboard.press('Escape');
  await expect(choice).toBeHidden();
  await expect(menu).toBeFocused();
  await morgan.keyboard.press('Enter');
  await morgan.keyboard.press('Tab');
  await expect(choice).toBeFocused();
  await morgan.keyboard.press('Enter');
  await expect(morgan.getByRole('banner').getByRole('button', { name: practices.otherPractice })).toBeVisible();
});

test('someone in one practice is offered no other', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await expect(desk.getByRole('banner').getByText(practices.frontDesk)).toBeVisible();
  await expect(desk.getByText('Go on in another practice')).toHaveCount(0);
});

test('the other tabs go on in the new practice, too', { tag: '@javascript' }, async ({ as, context }) => {
  const morgan = await as(people.inBoth);
  const otherTab = await context.newPage();
  await otherTab.goto('/prior-auth');
  await hydrated(otherTab);
  await switchPractice(morgan, practices.frontDesk, practices.otherPractice);
  await expect(otherTab.getByRole('banner').getByRole('button', { name: practices.otherPractice })).toBeVisible();
  await expect(otherTab).toHaveURL(/\/dashboard$/);
});

test('whoever signs in again starts in the first practice by name', { tag: '@once' }, async ({ as, anotherBrowser }) => {
  const morgan = await as(people.inBoth);
  await switchPractice(morgan, practices.frontDesk, practices.otherPractice);
  const elsewhere = await anotherBrowser();
  await logIn(elsewhere, people.inBoth);
  await expect(elsewhere.getByRole('banner').getByRole('button', { name: practices.frontDesk })).toBeVisible();
});

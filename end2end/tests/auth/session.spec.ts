// How a session ends, and that nothing of it stays behind on a shared computer.
import { members, people } from '../../fixtures/accounts';
import { hydrated } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { logIn } from '../../flows/log-in';
import { submitKneeOrthosis } from '../../flows/submit';
import { LoginPage } from '../../pages/login-page';

/** A little more than the 15 minutes a session may idle. */
const IDLE_SECONDS = 16 * 60;

test('after logging out the Back button shows nothing of a member', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await submitKneeOrthosis(desk);
  await expect(desk.getByRole('region', { name: 'Summary', exact: true })).toContainText(members.rosa.lastName);
  await desk.getByRole('button', { name: 'Log out' }).click();
  await expect(desk.getByRole('button', { name: 'Log out' })).toHaveCount(0);

  await desk.goBack();
  await desk.waitForLoadState('load');
  await expect(desk.getByText(members.rosa.lastName)).toHaveCount(0);
  await expect(desk.getByText(members.rosa.id)).toHaveCount(0);
});

test('after logging out a signed-in address asks for the sign-in again', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await desk.getByRole('button', { name: 'Log out' }).click();
  await expect(desk.getByRole('button', { name: 'Log out' })).toHaveCount(0);
  await desk.goto('/dashboard');
  await expect(new LoginPage(desk).heading).toBeVisible();
});

test('an idle session expires, says so, and signing in returns to the same page', { tag: '@once' }, async ({ as, portico }) => {
  const desk = await as(people.frontDesk);
  await desk.goto('/prior-auth');
  await hydrated(desk);
  await portico.advanceClock(IDLE_SECONDS);
  await desk.goto('/prior-auth');
  await expect(desk.getByRole('heading', { name: 'Session expired' })).toBeVisible();
  await desk.getByRole('main').getByRole('link', { name: /Log in/ }).click();
  await logIn(desk, people.frontDesk);
  await expect(desk).toHaveURL(/\/prior-auth$/);
});

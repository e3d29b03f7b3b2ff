// The two minutes before a session ends. The server's clock and the page's are both moved by hand: nobody waits.
import type { Page } from '@playwright/test';
import { people } from '../../fixtures/accounts';
import { hydrated } from '../../fixtures/hydrated';
import type { Portico } from '../../fixtures/server';
import { expect, test } from '../../fixtures/test';
import { SessionWarning } from '../../pages/session-warning';

/** Until two minutes before the end, for the server and for the page. */
const UNTIL_WARNING = 13 * 60;

async function pass(page: Page, portico: Portico, seconds: number): Promise<void> {
  await portico.advanceClock(seconds);
  await page.clock.fastForward(seconds * 1000);
}

async function atWork(as: (userId: string) => Promise<Page>): Promise<Page> {
  const desk = await as(people.frontDesk);
  await desk.clock.install();
  await desk.goto('/prior-auth');
  await hydrated(desk);
  return desk;
}

test('two minutes before the end a dialog offers to stay, by keyboard', { tag: '@once' }, async ({ as, portico }) => {
  const desk = await atWork(as);
  const warning = new SessionWarning(desk);
  await expect(warning.dialog).toHaveCount(0);
  await pass(desk, portico, UNTIL_WARNING);
  await expect(warning.dialog).toBeVisible();
  await expect(warning.stay).toBeFocused();
  await expect(warning.aloud).toHaveText('You will be logged out in 2 minutes.');
  await pass(desk, portico, 70);
  await expect(warning.aloud).toHaveText('You will be logged out in 1 minute.');
  await desk.keyboard.press('Enter');
  await expect(warning.dialog).toHaveCount(0);
  await portico.advanceClock(UNTIL_WARNING);
  await desk.goto('/prior-auth');
  await expect(desk.getByRole('button', { name: 'Log out' })).toBeVisible();
});

test('Escape stays signed in', { tag: '@once' }, async ({ as, portico }) => {
  const desk = await atWork(as);
  const warning = new SessionWarning(desk);
  await pass(desk, portico, UNTIL_WARNING);
  await expect(warning.dialog).toBeVisible();
  await desk.keyboard.press('Escape');
  await expect(warning.dialog).toHaveCount(0);
  await portico.advanceClock(UNTIL_WARNING);
  await desk.goto('/prior-auth');
  await expect(desk.getByRole('button', { name: 'Log out' })).toBeVisible();
});

test('whoever does not answer lands on the page that says the session expired', { tag: '@once' }, async ({ as, portico }) => {
  const desk = await atWork(as);
  const warning = new SessionWarning(desk);
  await pass(desk, portico, UNTIL_WARNING);
  await expect(warning.dialog).toBeVisible();
  await pass(desk, portico, 121);
  await expect(desk.getByRole('heading', { name: 'Session expired' })).toBeVisible();
  await expect(desk).toHaveURL(/\/session-expired\?next=%2Fprior-auth$/);
});

test('the dialog logs out', { tag: '@once' }, async ({ as, portico }) => {
  const desk = await atWork(as);
  const warning = new SessionWarning(desk);
  await pass(desk, portico, UNTIL_WARNING);
  await warning.logOut.click();
  await expect(desk).toHaveURL(/\/login$/);
});

test('staying in one tab takes the warning away in the other', { tag: '@once' }, async ({ as, portico }) => {
  const desk = await atWork(as);
  const second = await desk.context().newPage();
  await second.clock.install();
  await second.goto('/dashboard');
  await hydrated(second);
  const warnings = [new SessionWarning(desk), new SessionWarning(second)] as const;
  await portico.advanceClock(UNTIL_WARNING);
  await desk.clock.fastForward(UNTIL_WARNING * 1000);
  await second.clock.fastForward(UNTIL_WARNING * 1000);
  for (const warning of warnings) await expect(warning.dialog).toBeVisible();
  await warnings[1].stay.click();
  for (const warning of warnings) await expect(warning.dialog).toHaveCount(0);
});

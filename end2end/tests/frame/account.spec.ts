// Appearance and sessions are one's own: chosen and ended here.
import { people } from '../../fixtures/accounts';
import { hydrated } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { logIn } from '../../flows/log-in';
import { FramePage } from '../../pages/frame-page';

test('the appearance that was chosen stays, on public pages too', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await desk.goto('/account');
  await hydrated(desk);
  const frame = new FramePage(desk);
  await frame.theme('Dark').click();
  await expect(desk.locator('html')).toHaveAttribute('data-theme', 'dark');
  for (const path of ['/prior-auth', '/help']) {
    await desk.goto(path);
    await expect(desk.locator('html')).toHaveAttribute('data-theme', 'dark');
  }
  await desk.goto('/account');
  await hydrated(desk);
  await frame.theme('System').click();
  await expect(desk.locator('html')).not.toHaveAttribute('data-theme');
});

test('the sessions of other browsers are ended, and this one goes on', async ({ as, anotherBrowser }) => {
  const away = await anotherBrowser();
  await logIn(away, people.ended);
  const desk = await as(people.ended);
  await desk.goto('/account');
  await hydrated(desk);
  const sessions = desk.getByRole('region', { name: 'Where you are signed in' });
  await sessions.getByRole('button', { name: 'End all others' }).click();
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await expect(sessions.getByText('This one')).toBeVisible();
  await away.goto('/dashboard');
  await expect(away.getByRole('heading', { name: 'Signed out elsewhere' })).toBeVisible();
});

// A day's work without a mouse: log in, find a request, read it, log out. The focus is seen at every stop.
import { expect, test } from '../../fixtures/test';
import { PASSWORD, people } from '../../fixtures/accounts';
import { hydrated } from '../../fixtures/hydrated';
import { tabThrough, tabTo } from '../../checks/keyboard';
import { LoginPage } from '../../pages/login-page';

test('from logging in to a request and out again with the keyboard alone', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await tabTo(page, page.getByRole('banner').getByRole('link', { name: 'Log in' }));
  await page.keyboard.press('Enter');

  const login = new LoginPage(page);
  await expect(login.heading).toBeVisible();
  await tabTo(page, login.userId);
  await page.keyboard.type(people.frontDesk);
  await tabTo(page, login.password);
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/dashboard$/);
  await hydrated(page);

  await tabTo(page, page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Prior authorization/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Prior authorization' })).toBeVisible();
  await hydrated(page);

  const request = page.getByRole('main').getByRole('link', { name: /^PA-/ }).first();
  const reference = await request.innerText();
  await tabTo(page, request);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/prior-auth/${reference}$`));
  await hydrated(page);

  await tabTo(page, page.getByRole('button', { name: 'Log out' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Log out' })).toHaveCount(0);
});

test('Tab leads through every page once, in the order of the screen, and out of it', { tag: '@once' }, async ({ as }) => {
  const desk = await as(people.frontDesk);
  for (const path of ['/dashboard', '/prior-auth', '/prior-auth/new', '/help', '/']) {
    await desk.goto(path);
    await hydrated(desk);
    const stops = await tabThrough(desk);
    expect(stops[0], path).toContain('Skip to content');
    const links = await desk.locator('a[href]:visible, button:visible, input:not([type=hidden]):visible, select:visible, textarea:visible').count();
    // The skip link is only seen while it has the focus.
    expect(stops.length, path).toBeGreaterThanOrEqual(links);
  }
});

// A dashboard follows every change, and nothing on it moves by itself.
import type { Page } from '@playwright/test';
import { people } from '../../fixtures/accounts';
import { hydrated } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { approve } from '../../flows/approve';
import { logIn } from '../../flows/log-in';
import { DashboardPage } from '../../pages/dashboard-page';
import { ReviewPage } from '../../pages/review-page';

/** Where each link of the lists is, by its address. */
function places(page: Page): Promise<Record<string, number>> {
  return page.evaluate(() => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('main .row-title')];
    return Object.fromEntries(links.map((link) => [link.closest('section')?.id + link.pathname, link.getBoundingClientRect().top]));
  });
}

test('rows change in their places, and news wait until they are asked for', { tag: '@javascript' }, async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const dashboard = new DashboardPage(desk);
  const submitted = dashboard.list('Waiting on the plan').getByRole('row').filter({ hasText: 'Submitted' }).first();
  const reference = (await submitted.getByRole('link').getAttribute('href'))?.split('/').pop() ?? '';
  const row = dashboard.waiting(reference);
  const name = await row.getByRole('link').innerText();
  await row.getByRole('link').focus();
  const before = await places(desk);

  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  await nurse.goto(`/review/${reference}`);
  await hydrated(nurse);
  const review = new ReviewPage(nurse);
  await review.assignToMe();
  await expect(review.status('In review')).toBeVisible();
  await expect(row).toContainText('In review');
  expect(await places(desk)).toEqual(before);
  await expect(row.getByRole('link')).toBeFocused();

  await approve(nurse);
  await expect(row).toContainText('No longer in this list');
  await expect(dashboard.news('Decided')).toContainText('1 new');
  expect(await places(desk)).toEqual(before);

  await dashboard.news('Decided').press('Enter');
  await expect(dashboard.list('Decided').getByRole('listitem').first()).toContainText(name);
  await expect(dashboard.list('Decided').getByRole('heading')).toBeFocused();
  await dashboard.news('Waiting on the plan').press('Enter');
  await expect(row).toHaveCount(0);
});

test('the keyboard alone leads from a task to its case', { tag: '@javascript' }, async ({ as }) => {
  const desk = await as(people.frontDesk);
  const task = new DashboardPage(desk).list('Needs you').getByRole('listitem').first().getByRole('link').first();
  for (let presses = 0; presses < 60 && !(await task.evaluate((link) => link === document.activeElement)); presses += 1) {
    await desk.keyboard.press('Tab');
  }
  await expect(task).toBeFocused();
  const address = (await task.getAttribute('href')) ?? '';
  await desk.keyboard.press('Enter');
  await expect(desk).toHaveURL(new RegExp(`${address}$`));
});

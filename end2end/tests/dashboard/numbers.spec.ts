// Every number of a dashboard is a link, and the list behind it holds as many.
import type { Locator, Page } from '@playwright/test';
import { people } from '../../fixtures/accounts';
import { hydrated } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { DashboardPage } from '../../pages/dashboard-page';

/** Follows the link and reads how many there are in all: the page says "25 of 47 …". */
async function behind(page: Page, link: Locator): Promise<number> {
  const href = await link.getAttribute('href');
  if (!href) throw new Error('the number is no link');
  await page.goto(href);
  await hydrated(page);
  const words = await page.getByRole('main').getByText(/^\d+ of \d+ /).first().innerText();
  return Number(/ of (\d+) /.exec(words)?.[1]);
}

async function number(of: Locator): Promise<number> {
  return Number(/\d+/.exec(await of.innerText())?.[0]);
}

test('the lists of a practice hold what their numbers say', async ({ as }) => {
  const desk = await as(people.visitor);
  const dashboard = new DashboardPage(desk);
  for (const title of ['Needs you', 'Waiting on the plan']) {
    await dashboard.open();
    const all = dashboard.all(title);
    const said = await number(all);
    expect(said).toBeGreaterThan(0);
    expect(await behind(desk, all)).toBe(said);
  }
  await dashboard.open();
  const said = await number(dashboard.list('Decided').locator('.count'));
  expect(said).toBeGreaterThan(0);
  expect(await behind(desk, dashboard.all('Decided'))).toBe(said);
});

test('the chart leads to the requests that were decided so', async ({ as }) => {
  const desk = await as(people.frontDesk);
  for (const path of ['/dashboard', '/dashboard?chart=months']) {
    await desk.goto(path);
    await hydrated(desk);
    const chart = new DashboardPage(desk).list('How requests were decided');
    const cells = chart.getByRole('cell').getByRole('link');
    const addresses = await cells.evaluateAll((links) => links.map((link) => [link.getAttribute('href'), link.textContent] as const));
    expect(addresses.length).toBeGreaterThan(12);
    for (const [href, count] of [...addresses.slice(0, 3), ...addresses.slice(-3)]) {
      await desk.goto(href ?? '');
      await hydrated(desk);
      await expect(desk.getByRole('main').getByText(new RegExp(`^\\d+ of ${count} `))).toBeVisible();
      await expect(desk.getByRole('main').getByText(/^Decided .* to /)).toBeVisible();
      await desk.goto(path);
      await hydrated(desk);
    }
  }
});

test('the span of the chart stands in the address', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const span = desk.getByRole('navigation', { name: 'Span of the chart' });
  await span.getByRole('link', { name: '12 months' }).click();
  await expect(desk).toHaveURL(/\/dashboard\?chart=months#decisions$/);
  await expect(desk.getByRole('columnheader', { name: 'Month' })).toBeVisible();
  await expect(span.getByRole('link', { name: '12 months' })).toHaveAttribute('aria-current', 'true');
  await span.getByRole('link', { name: '8 weeks' }).click();
  await expect(desk.getByRole('columnheader', { name: 'Week of' })).toBeVisible();
});

test('the parts of the queue hold what their numbers say', async ({ as }) => {
  const lead = await as(people.lead);
  const dashboard = new DashboardPage(lead);
  const figures = lead.getByRole('main').getByRole('link', { name: /^\d+ (Overdue|Due )/ });
  const load = dashboard.list('Load').getByRole('cell').getByRole('link');
  await expect(figures).toHaveCount(4);
  for (const links of [figures, load]) {
    const count = await links.count();
    for (let index = 0; index < count; index += 1) {
      await dashboard.open();
      const link = links.nth(index);
      const said = await number(link);
      expect(await behind(lead, link)).toBe(said);
    }
  }
});

test('a practice that has sent nothing is told why there is nothing', async ({ as }) => {
  const office = await as(people.newViewer);
  for (const words of ['Nothing needs you', 'Nothing waits for the plan', 'Nothing decided yet', 'Nothing decided in this time']) {
    await expect(office.getByText(words, { exact: true })).toBeVisible();
  }
});

// A long list is turned page by page; its place stands in the address.
import { people } from '../../fixtures/accounts';
import { hydrated } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';

test('a list turns to the next page and back to the first', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await desk.goto('/prior-auth');
  await hydrated(desk);
  const pages = desk.getByRole('navigation', { name: 'Pages' });
  await expect(desk.getByText(/^Showing \d+ of \d+ requests$/)).toBeVisible();
  await expect(pages.getByRole('link', { name: 'First page' })).toHaveCount(0);
  await pages.getByRole('link', { name: 'Next' }).click();
  await expect(desk).toHaveURL(/\/prior-auth\?after=/);
  await pages.getByRole('link', { name: 'First page' }).click();
  await expect(desk).toHaveURL(/\/prior-auth$/);
  await expect(pages.getByRole('link', { name: 'First page' })).toHaveCount(0);
});

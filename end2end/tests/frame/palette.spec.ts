// One key leads to any page, member or request, and no name stands in an address.
import { people } from '../../fixtures/accounts';
import { hydrated } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { submitKneeOrthosis } from '../../flows/submit';
import { FramePage } from '../../pages/frame-page';

test('a request is found by its reference, and a member by name, and opened with the keyboard alone', { tag: '@javascript' }, async ({ as }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  await desk.goto('/dashboard');
  await hydrated(desk);
  const frame = new FramePage(desk);
  await desk.keyboard.press('Control+k');
  await expect(frame.field).toBeFocused();
  await desk.keyboard.type(reference);
  await expect(frame.options.filter({ hasText: reference })).toHaveCount(1);
  await desk.keyboard.press('Enter');
  await expect(desk).toHaveURL(new RegExp(`/prior-auth/${reference}$`));
  await expect(frame.palette).toBeHidden();

  await desk.keyboard.press('Control+k');
  await desk.keyboard.type('delgado');
  await expect(frame.options.filter({ hasText: 'Delgado' }).first()).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(frame.palette).toBeHidden();
  await expect(desk.getByRole('heading', { level: 1 })).toContainText('Rosa Delgado');
  expect(desk.url()).not.toMatch(/delgado/i);
});

test('Escape gives the focus back to where it was', { tag: '@javascript' }, async ({ as }) => {
  const desk = await as(people.frontDesk);
  const frame = new FramePage(desk);
  await frame.search.click();
  await expect(frame.field).toBeFocused();
  await desk.keyboard.type('no such thing');
  await expect(frame.palette.getByText(/^Nothing fits/)).toBeVisible();
  await desk.keyboard.press('Escape');
  await expect(frame.palette).toBeHidden();
  await expect(frame.search).toBeFocused();
});

test('the page of the search finds the same, and keeps what was typed out of its address', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await desk.goto('/search');
  await hydrated(desk);
  await desk.getByRole('searchbox').fill('delgado');
  await desk.getByRole('search').getByRole('button', { name: 'Search' }).click();
  await expect(desk.getByRole('main').getByRole('link', { name: /Delgado/ }).first()).toBeVisible();
  expect(desk.url()).not.toMatch(/delgado/i);
});

// On paper: the content, in ink on white; nothing that can only be pressed, and no way around the site.
import { expect, test } from '../../fixtures/test';
import { DesignPage } from '../../pages/design-page';

test('paper shows the content and leaves out what can only be pressed', { tag: '@once' }, async ({ page }) => {
  const design = new DesignPage(page);
  await design.open();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('banner').first()).toBeHidden();
  await expect(page.getByRole('contentinfo')).toBeHidden();
  for (const gone of ['.button:visible', '.breadcrumb:visible', '.pager:visible', '.tabs:visible', '.drop-zone:visible', '.test-banner:visible']) {
    await expect(page.locator(gone), gone).toHaveCount(0);
  }
  await expect(design.section('timeline-part')).toContainText('Information requested');
  await expect(page.getByRole('table', { name: 'Work queue' })).toBeVisible();
  await expect(page.getByRole('log', { name: /^Messages about/ })).toContainText('Two more pages came by fax');
});

test('paper is white and its ink dark, whatever the theme', { tag: '@once' }, async ({ page }) => {
  const inks = new Set<string>();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ media: 'print', colorScheme });
    await new DesignPage(page).open();
    inks.add(await page.evaluate(() => getComputedStyle(document.body).color));
  }
  expect([...inks]).toEqual(['rgb(33, 30, 26)']);
});

test('a table stays a table on paper', { tag: '@once' }, async ({ page }) => {
  // The width of a sheet, where a window would show cards.
  await page.setViewportSize({ width: 700, height: 900 });
  await new DesignPage(page).open();
  const display = () => page.getByRole('table', { name: 'Work queue' }).evaluate((table) => getComputedStyle(table).display);
  expect(await display()).toBe('block');
  await page.emulateMedia({ media: 'print' });
  expect(await display()).toBe('table');
});

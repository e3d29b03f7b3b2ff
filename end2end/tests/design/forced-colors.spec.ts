// With forced colours the system paints: grounds and shadows are gone, and nothing may be told by them alone.
import { expect, test } from '../../fixtures/test';
import { DesignPage } from '../../pages/design-page';

/** Parts that a ground sets apart in full colour; each needs an edge of its own here. */
const NEED_AN_EDGE = [
  '.tag',
  '.count',
  '.button',
  '.panel',
  '.banner',
  '.input',
  '.icon-tile',
  '.due-over',
  '.drop-zone',
  '.file-icon',
  '.message',
  '.timeline-pin',
  '.error-summary',
  '.skeleton-line',
  '.table-wrap',
  'progress',
];

test.beforeEach(async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await new DesignPage(page).open();
});

test('every part that a ground set apart has an edge with forced colours', { tag: '@once' }, async ({ page }) => {
  for (const selector of NEED_AN_EDGE) {
    const parts = page.locator(`main ${selector}`);
    expect(await parts.count(), `${selector} is on the page`).toBeGreaterThan(0);
    const bare = await parts.evaluateAll((elements) =>
      elements
        .filter((element) => {
          const { borderTopWidth, borderTopStyle, borderTopColor, outlineStyle } = getComputedStyle(element);
          const isInPanel = element.matches('.panel .table-wrap');
          const hasEdge = parseFloat(borderTopWidth) >= 1 && borderTopStyle !== 'none' && borderTopColor !== 'rgba(0, 0, 0, 0)';
          return !hasEdge && !isInPanel && outlineStyle === 'none';
        })
        .map((element) => element.outerHTML.slice(0, 120)),
    );
    expect(bare, selector).toEqual([]);
  }
});

test('what a bar, a clock and a chosen tab say shows with forced colours', { tag: '@once' }, async ({ page }) => {
  const design = new DesignPage(page);
  const painted = (selector: string, property: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
  expect(await painted('.clock-run', 'fill')).not.toBe(await painted('.clock-track', 'fill'));
  expect(await painted('.clock-asked', 'fill')).not.toBe(await painted('.clock-run', 'fill'));
  const tabs = design.section('tables').getByRole('navigation', { name: 'Groups of requests' }).getByRole('link');
  const edges = await tabs.evaluateAll((links) => links.map((link) => getComputedStyle(link).borderBottomColor));
  expect(edges[0]).not.toBe(edges[1]);
});

test('the focus ring shows with forced colours', { tag: '@once' }, async ({ page }) => {
  await page.keyboard.press('Tab');
  const ring = await page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
    return { outlineStyle, outlineWidth };
  });
  expect(ring).toEqual({ outlineStyle: 'solid', outlineWidth: '3px' });
});

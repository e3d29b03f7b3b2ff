// axe on every page in each of its states, light and dark.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../../fixtures/test';
import { everyPage } from '../../pages/every-page';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const scene of everyPage) {
  test(`${scene.name} is accessible, light and dark`, { tag: '@javascript' }, async ({ page, anotherBrowser, portico }) => {
    await scene.arrive(page, anotherBrowser, portico);
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
      for (const rule of violations) {
        found.push(`${colorScheme}: ${rule.id}: ${rule.help}: ${rule.nodes.map((node) => node.html).join(' | ')}`);
      }
    }
    expect(found).toEqual([]);
  });
}

// The rules of axe, as lines to read.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

type Options = Parameters<AxeBuilder['options']>[0];

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What depends on the colours alone, and takes longest. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** Which rules: all, those about colours, or all but those. */
const CHOICES = {
  all: { runOnly: { type: 'tag', values: RULES } },
  colours: { runOnly: { type: 'rule', values: COLOURS } },
  layout: { runOnly: { type: 'tag', values: RULES }, rules: Object.fromEntries(COLOURS.map((rule) => [rule, { enabled: false }])) },
} satisfies Record<string, Options>;

/** What breaks a rule on the page as it is now. */
export async function againstTheRules(page: Page, which: keyof typeof CHOICES): Promise<string[]> {
  // No page has a frame, so nothing needs axe's second page for results; and only violations are read.
  const axe = new AxeBuilder({ page }).options({ ...CHOICES[which], resultTypes: ['violations'], preload: false }).setLegacyMode();
  const { violations } = await axe.analyze();
  return violations.map((rule) => `${rule.id}: ${rule.help}: ${rule.nodes.map((node) => node.html).join(' | ')}`);
}

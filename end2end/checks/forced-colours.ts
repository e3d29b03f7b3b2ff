// Whether the page still says everything when the system takes its colours away: parts keep an edge, text a ground it shows on.
import type { Page } from '@playwright/test';

/** What is lost, in lines to read. The page must be in forced colours already. */
export function lostInForcedColours(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ visibilityProperty: true }) && element.clientWidth > 1 && !element.closest('[aria-hidden="true"]');
    const name = (element: Element): string => `${element.tagName}.${element.getAttribute('class') ?? ''} “${element.textContent?.trim() ?? ''}”`;

    const hasEdge = (element: Element): boolean => {
      const style = getComputedStyle(element);
      const sides = ['Top', 'Right', 'Bottom', 'Left'] as const;
      const hasBorder = sides.some((side) => style[`border${side}Style`] !== 'none' && parseFloat(style[`border${side}Width`]) > 0);
      return hasBorder || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0);
    };
    // Radio buttons and check boxes are drawn by the browser itself.
    const controls = 'button, .button, input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea, [aria-current="page"]:not(li), [aria-pressed="true"]';
    for (const control of document.querySelectorAll(controls)) {
      if (isSeen(control) && !hasEdge(control)) found.push(`${name(control)} has no edge`);
    }

    const channels = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const luminance = (colour: string): number => {
      const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const ground = (element: Element | null): string => {
      for (let at = element; at; at = at.parentElement) {
        const colour = getComputedStyle(at).backgroundColor;
        if ((channels(colour)[3] ?? 1) > 0) return colour;
      }
      return 'rgb(255, 255, 255)';
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const owner = texts.currentNode.parentElement;
      if (!owner || !texts.currentNode.textContent?.trim() || !isSeen(owner)) continue;
      const [text, behind] = [luminance(getComputedStyle(owner).color), luminance(ground(owner))];
      const contrast = (Math.max(text, behind) + 0.05) / (Math.min(text, behind) + 0.05);
      if (contrast < 4.5) found.push(`${name(owner)} has a contrast of ${contrast.toFixed(1)}`);
    }
    return found;
  });
}

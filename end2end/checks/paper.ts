// What a page looks like on paper: its content, dark on white, and nothing to press.
import type { Page } from '@playwright/test';

/** A sheet of letter paper between its margins. */
export const PAPER = { width: 720, height: 960 };

/** What does not belong on paper, in lines to read. The page must be in print already. */
export function wrongOnPaper(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const isSeen = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true }) && element.clientWidth > 1;
    for (const element of document.querySelectorAll('nav, button, .button, .skip-link, dialog')) {
      if (isSeen(element)) found.push(`${element.tagName}.${element.getAttribute('class') ?? ''} “${element.textContent?.trim() ?? ''}”`);
    }
    const heading = [...document.querySelectorAll('h1')].find(isSeen);
    if (!heading) return [...found, 'no heading'];
    const [red = 0, green = 0, blue = 0] = (getComputedStyle(heading).color.match(/[\d.]+/g) ?? []).map(Number);
    if (red + green + blue > 300) found.push('the heading is light');
    return found;
  });
}

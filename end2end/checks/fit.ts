// Whether everything on the page can be read where it stands: nothing scrolls sideways, is cut off, or lies on top of other text.
import type { Page } from '@playwright/test';

/** What does not fit, in lines to read. */
export function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} wide in a window of ${clientWidth}`);

    for (const element of document.querySelectorAll('body *')) {
      // What is meant for screen readers alone is one pixel wide; a field scrolls what is typed into it; a picture may be cropped.
      if (element.clientWidth <= 1 || element.matches('input, select, textarea, [aria-hidden="true"]')) continue;
      const { overflowX, overflowY } = getComputedStyle(element);
      const name = `${element.tagName}.${element.getAttribute('class') ?? ''}`;
      if (overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) found.push(`${name} is cut off at the side`);
      const hidesBelow = overflowY === 'hidden' || overflowY === 'clip';
      if (hidesBelow && element.scrollHeight > element.clientHeight + 1) found.push(`${name} is cut off below`);
    }

    interface Line {
      owner: Element;
      layer: Element | null;
      text: string;
      left: number;
      right: number;
      top: number;
      bottom: number;
    }
    /** Pictures may lie over text, and what is meant for screen readers alone lies anywhere. */
    const isLeftOut = (element: Element): boolean => {
      if (element.closest('[aria-hidden="true"], noscript, script')) return true;
      for (let at: Element | null = element; at; at = at.parentElement) if (at.clientWidth === 1) return true;
      return false;
    };
    /** What it is lifted with: bars that stay in the window, dialogs and menus lie over the page on purpose, and not over themselves. */
    const layerOf = (element: Element): Element | null => {
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { position, zIndex } = getComputedStyle(at);
        const isLifted = position === 'absolute' && Number(zIndex) > 0;
        if (isLifted || ['fixed', 'sticky'].includes(position) || at.matches('[popover], dialog, [role="listbox"]')) return at;
      }
      return null;
    };
    const lines: Line[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      const owner = node.parentElement;
      const text = node.textContent?.trim();
      if (!owner || !text || !owner.checkVisibility({ visibilityProperty: true }) || isLeftOut(owner)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const layer = layerOf(owner);
      for (const { left, right, top, bottom, height } of range.getClientRects()) {
        // A line of letters is less high than its box: neighbouring boxes touch in every paragraph.
        lines.push({ owner, layer, text, left: left + 1, right: right - 1, top: top + height * 0.3, bottom: bottom - height * 0.3 });
      }
    }
    lines.sort((one, other) => one.top - other.top);
    lines.forEach((line, index) => {
      for (const other of lines.slice(index + 1)) {
        if (other.top >= line.bottom) break;
        if (other.layer === line.layer && other.owner !== line.owner && other.left < line.right && line.left < other.right) {
          found.push(`“${line.text}” and “${other.text}” lie on top of each other`);
        }
      }
    });
    return found;
  });
}

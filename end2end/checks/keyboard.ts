// Getting about with the keyboard alone: where the focus is, whether one sees it, and whether Tab leads through everything and out.
import { expect, type Locator, type Page } from '@playwright/test';

/** More stops than any page has. */
const ENDLESS = 200;

/** What has the focus now. */
interface Stop {
  /** For messages. */
  name: string;
  /** Whether there is a ring around it, and nothing lies upon it. */
  isSeen: boolean;
  /** Where it begins in the document: from the top, then from the left. */
  place: { top: number; left: number };
}

/** The stop at which the focus is; null when it has left the page. */
function stop(page: Page): Promise<Stop | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height, innerHeight) / 2];
    const onTop = document.elementFromPoint(x, y);
    const isInWindow = box.top >= 0 && box.left >= 0 && y <= innerHeight && box.right <= innerWidth;
    const hasRing = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    return {
      name: `${element.tagName} “${element.textContent?.trim() || element.getAttribute('name') || ''}”`,
      isSeen: hasRing && isInWindow && onTop !== null && (element.contains(onTop) || onTop.contains(element)),
      place: { top: box.top + scrollY, left: box.left + scrollX },
    };
  });
}

/** Presses Tab until this has the focus, and sees to it that each stop on the way shows where one is. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed < ENDLESS; pressed += 1) {
    await page.keyboard.press('Tab');
    const here = await stop(page);
    if (!here) continue;
    expect(here.isSeen, `the focus on ${here.name} is seen`).toBe(true);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error('Tab does not lead there');
}

/** Walks through the whole page with Tab, from its top and out of its end; the names of all stops. */
export async function tabThrough(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    scrollTo(0, 0);
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  const names: string[] = [];
  for (let pressed = 0; pressed < ENDLESS; pressed += 1) {
    await page.keyboard.press('Tab');
    const here = await stop(page);
    if (!here) return names;
    expect(here.isSeen, `the focus on ${here.name} is seen`).toBe(true);
    names.push(here.name);
  }
  throw new Error(`Tab never leaves the page: ${names.slice(-3).join(', ')} …`);
}

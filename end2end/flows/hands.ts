// How a person works a page: with the keyboard alone, or on a phone with a finger.
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Sample } from '../fixtures/documents';

export interface Hands {
  /** Follows a link or presses a button. */
  press(control: Locator): Promise<void>;
  /** Writes into an empty field. */
  write(field: Locator, text: string): Promise<void>;
  /** Writes a day, given as ISO text, into a field for one. */
  writeDay(field: Locator, day: string): Promise<void>;
  /** Chooses one of a list that opens. */
  pick(list: Locator, words: string): Promise<void>;
  /** Chooses the second of two radio buttons, or keeps the first. */
  choose(first: Locator, second: Locator, isSecond: boolean): Promise<void>;
  /** Opens the browser's own dialog for files, and chooses one there. */
  attach(field: Locator, file: Sample): Promise<void>;
}

/** Those of the running project. */
export function hands(page: Page): Hands {
  return test.info().project.use.hasTouch ? new Finger(page) : new Keyboard(page);
}

/** More stops than any page has before its last control. */
const STOPS = 80;

/** Presses Tab until the control has the focus. A field for a day has several stops inside. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let stop = 0; stop < STOPS; stop += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the Tab key does not lead to the control');
}

class Keyboard implements Hands {
  constructor(private readonly page: Page) {}

  async press(control: Locator): Promise<void> {
    await tabTo(this.page, control);
    await this.page.keyboard.press('Enter');
  }

  async write(field: Locator, text: string): Promise<void> {
    await tabTo(this.page, field);
    await this.page.keyboard.type(text);
    // Suggestions may be open; what is typed counts.
    await this.page.keyboard.press('Escape');
  }

  async writeDay(field: Locator, day: string): Promise<void> {
    const [year, month, date] = day.split('-');
    await tabTo(this.page, field);
    await this.page.keyboard.type(`${month}${date}${year}`);
  }

  async pick(list: Locator, words: string): Promise<void> {
    await tabTo(this.page, list);
    await this.page.keyboard.type(words);
  }

  async choose(first: Locator, second: Locator, isSecond: boolean): Promise<void> {
    // Tab leads to the group; the arrows choose in it.
    await tabTo(this.page, first);
    await this.page.keyboard.press(isSecond ? 'ArrowDown' : 'Space');
    await expect(isSecond ? second : first).toBeChecked();
  }

  async attach(field: Locator, file: Sample): Promise<void> {
    // Asked for early: a dialog that opens before Playwright listens is never heard of.
    const dialog = this.page.waitForEvent('filechooser');
    await tabTo(this.page, field);
    await this.page.keyboard.press('Enter');
    await (await dialog).setFiles(file);
  }
}

class Finger implements Hands {
  constructor(private readonly page: Page) {}

  async press(control: Locator): Promise<void> {
    await control.tap();
  }

  async write(field: Locator, text: string): Promise<void> {
    await field.tap();
    await this.page.keyboard.type(text);
  }

  async writeDay(field: Locator, day: string): Promise<void> {
    // The phone's own calendar is not the page's.
    await field.fill(day);
  }

  async pick(list: Locator, words: string): Promise<void> {
    // Nor is its wheel.
    await list.selectOption({ label: words });
  }

  async choose(first: Locator, second: Locator, isSecond: boolean): Promise<void> {
    const chosen = isSecond ? second : first;
    await chosen.tap();
    await expect(chosen).toBeChecked();
  }

  async attach(field: Locator, file: Sample): Promise<void> {
    const dialog = this.page.waitForEvent('filechooser');
    await expect(field).toBeVisible();
    await field.tap();
    await (await dialog).setFiles(file);
  }
}

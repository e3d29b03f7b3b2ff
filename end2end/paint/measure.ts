// From the plan's decision to the practice's screen: a nurse takes a case and puts it back, again and again, and a browser that shows it
// says when the frame with the new status was painted. Prints a JSON line a result, like `cargo xtask bench`. PORTICO_BIN names the
// program to measure: a release, or the figures mean little.
import type { Page } from '@playwright/test';
import { people } from '../fixtures/accounts';
import { expect, test } from '../fixtures/test';
import { logIn } from '../flows/log-in';
import { submitKneeOrthosis } from '../flows/submit';
import { CaseListPage } from '../pages/case-list-page';
import { CasePage } from '../pages/case-page';

const CHANGES = 50;
/** Not counted: what the first ones do for the first time. */
const WARMING = 4;
const GOAL_MS = 50;

/** Milliseconds since 1970 by the clock that browsers and this program share. */
function now(): number {
  return performance.timeOrigin + performance.now();
}

interface Watching {
  painted?: Promise<number>;
}

/** From now on the page waits for a row of a table that holds all of the words, and for the frame that shows it. */
async function watch(page: Page, words: string[]): Promise<void> {
  await page.evaluate((wanted) => {
    const isThere = (): boolean =>
      [...document.querySelectorAll('main tr')].some((row) => wanted.every((word) => row.textContent?.includes(word)));
    (window as Watching).painted = new Promise((resolve) => {
      const painted = (): void => {
        const channel = new MessageChannel();
        // A message that is sent while a frame is made arrives once it is painted.
        channel.port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
        requestAnimationFrame(() => channel.port2.postMessage(null));
      };
      const observer = new MutationObserver(() => {
        if (!isThere()) return;
        observer.disconnect();
        painted();
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
    });
  }, words);
}

async function painted(page: Page): Promise<number> {
  return page.evaluate(() => (window as Watching).painted ?? Promise.reject(new Error('nobody watches')));
}

/** A case as the nurse changes it: taken, and put back. */
class Changing {
  private version = 1;

  constructor(
    private readonly nurse: Page,
    private readonly origin: string,
    private readonly reference: string,
  ) {}

  /** The words of the status that comes next. */
  next(): string {
    return this.version % 2 === 1 ? 'In review' : 'Submitted';
  }

  async change(): Promise<void> {
    const verb = this.version % 2 === 1 ? 'assign' : 'release';
    const answer = await this.nurse.request.post(new URL(`/api/review/${verb}`, this.origin).href, {
      form: { reference: this.reference, version: this.version },
      headers: { accept: 'application/json', origin: this.origin, 'sec-fetch-site': 'same-origin' },
      maxRedirects: 0,
    });
    expect(answer.status(), `${verb} at version ${this.version}`).toBeLessThan(400);
    this.version += 1;
  }
}

/** How long each change took, from sending it and from its answer, which comes after the commit. */
async function measure(page: Page, changing: Changing, row: string[]): Promise<{ sent: number[]; answered: number[] }> {
  const times = { sent: [] as number[], answered: [] as number[] };
  for (let nth = 0; nth < WARMING + CHANGES; nth += 1) {
    await watch(page, [...row, changing.next()]);
    const sent = now();
    await changing.change();
    const answered = now();
    const at = await painted(page);
    if (nth < WARMING) continue;
    times.sent.push(at - sent);
    times.answered.push(Math.max(at - answered, 0));
  }
  return times;
}

function percentile(times: number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  return sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)] ?? NaN;
}

function print(place: string, { sent, answered }: { sent: number[]; answered: number[] }): void {
  for (const [from, times] of [['sent', sent], ['answered', answered]] as const) {
    for (const [name, share] of [['p50', 0.5], ['p99', 0.99]] as const) {
      const value = Number(percentile(times, share).toFixed(1));
      const goal = from === 'answered' && name === 'p99' ? { goal: GOAL_MS } : {};
      console.log(JSON.stringify({ bench: 'paint', metric: `${place}_${from}_${name}`, value, unit: 'ms', ...goal }));
    }
  }
}

test('a decision is painted in the case and in the list', async ({ as, anotherBrowser, portico }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  const changing = new Changing(nurse, portico.url, reference);
  await new CasePage(desk).open(reference);
  await desk.bringToFront();
  print('case', await measure(desk, changing, []));
  const list = new CaseListPage(desk);
  await list.open();
  await expect(list.row(reference)).toBeVisible();
  print('list', await measure(desk, changing, [reference]));
});

// From a nurse's decision to its being painted on the practice's screen, which shows the request: the median and the 99th percentile
// of many decisions. PORTICO_BIN names the program to measure: a release, or the figures mean little.
import type { APIResponse, JSHandle, Page } from '@playwright/test';
import { people } from '../fixtures/accounts';
import { expect, test } from '../fixtures/test';
import { logIn } from '../flows/log-in';
import { submitKneeOrthosis } from '../flows/submit';
import { CasePage } from '../pages/case-page';

/** Enough for a 99th percentile to be one of them and not the worst alone. */
const DECISIONS = 200;

/** Posts a plain form as this browser's page would. */
async function post(page: Page, path: string, form: Record<string, string>): Promise<APIResponse> {
  const headers = { accept: 'text/html', 'sec-fetch-site': 'same-origin' };
  const answer = await page.request.post(path, { form, headers, maxRedirects: 0 });
  expect(answer.status(), path).toBe(303);
  return answer;
}

function location(answer: APIResponse): string {
  return answer.headers()['location'] ?? '';
}

/** Submits a request like this one, by plain forms. Returns its reference. */
async function submitLike(desk: Page, reference: string): Promise<string> {
  const path = location(await post(desk, `/prior-auth/${reference}?do=prior-auth/copy-case`, { reference }));
  const draft = path.split('/').at(-1) ?? '';
  await post(desk, `${path}/documents?do=prior-auth/save-step`, { draft, step: 'documents', then: 'continue' });
  const check = await (await desk.request.get(`${path}/check`)).text();
  const version = /name="version" value="(\d+)"/.exec(check)?.[1] ?? '';
  const sent = location(await post(desk, `${path}/check?do=prior-auth/submit`, { draft, version }));
  return /PA-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(sent)?.[0] ?? '';
}

/**
 * Watches for the frame in which the service lines say "Approved"; `when` is the time after it was painted, in milliseconds of the
 * clock. It is in a handle, so that the watching has begun once this is answered.
 */
function watchFrames(desk: Page): Promise<JSHandle<{ when: Promise<number> }>> {
  return desk.evaluateHandle(() => ({
    when: new Promise<number>((resolve) => {
      const watch = new MutationObserver(() => {
        const cells = [...document.querySelectorAll('table td, table td *')];
        if (!cells.some((cell) => cell.textContent?.trim() === 'Approved')) return;
        watch.disconnect();
        // A message that is posted in a frame is handled after that frame was painted.
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
          port2.postMessage(null);
        });
      });
      watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    }),
  }));
}

test('a decision at the practice', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  let reference = await submitKneeOrthosis(desk);
  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  const page = new CasePage(desk);
  const times: number[] = [];
  for (let nth = 0; nth < DECISIONS; nth += 1) {
    reference = await submitLike(desk, reference);
    await page.open(reference);
    const review = `/review/${reference}?do=review`;
    await post(nurse, `${review}/assign`, { reference, version: '1' });
    // What was heard of this change will be heard of the next.
    await expect(page.status('In review')).toBeVisible();
    const frames = await watchFrames(desk);
    const sent = performance.timeOrigin + performance.now();
    await post(nurse, `${review}/approve`, { reference, version: '2' });
    times.push((await frames.evaluate(({ when }) => when)) - sent);
  }
  times.sort((one, other) => one - other);
  const at = (part: number): string => `${(times[Math.ceil(part * times.length) - 1] ?? NaN).toFixed(1)} ms`;
  console.table({ 'decision sent to painted': { decisions: times.length, median: at(0.5), p90: at(0.9), p99: at(0.99), most: at(1) } });
});

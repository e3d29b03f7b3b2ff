// All tabs of a browser share one event stream; when the tab that holds it closes, another takes over.
import type { BrowserContext, Page } from '@playwright/test';
import { people } from '../../fixtures/accounts';
import { hydrated } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { approve, takeFromQueue } from '../../flows/approve';
import { logIn } from '../../flows/log-in';
import { submitKneeOrthosis } from '../../flows/submit';
import { CasePage } from '../../pages/case-page';

/** The tabs that have asked for the event stream, in order. */
function streams(context: BrowserContext): Page[] {
  const askers: Page[] = [];
  context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/events') askers.push(request.frame().page());
  });
  return askers;
}

/** As many tabs as somebody in a busy office has open. */
const FURTHER_TABS = 7;

test('eight tabs share one stream and a closed leader is replaced', { tag: ['@javascript', '@once'] }, async ({ as, anotherBrowser, context }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const askers = streams(context);
  await desk.reload();
  await hydrated(desk);
  await expect.poll(() => askers.length).toBe(1);

  const further = await Promise.all(Array.from({ length: FURTHER_TABS }, () => context.newPage()));
  for (const tab of further) await new CasePage(tab).open(reference);
  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  await takeFromQueue(nurse, reference);
  for (const tab of [desk, ...further]) await expect(new CasePage(tab).status('In review')).toBeVisible();
  expect(askers).toEqual([desk]);

  await desk.close();
  await expect.poll(() => askers.length).toBe(2);
  expect(further).toContain(askers[1]);
  await approve(nurse);
  for (const tab of further) await expect(new CasePage(tab).status('Approved')).toBeVisible();
  expect(askers.length).toBe(2);
});

test('what happens while there is no stream is caught up with', { tag: '@javascript' }, async ({ as, anotherBrowser, context, problems }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  problems.expect(/ERR_FAILED.*\/events/);
  await context.route('**/events?*', (route) => route.abort());
  await desk.reload();
  await hydrated(desk);
  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  await takeFromQueue(nurse, reference);

  await context.unroute('**/events?*');
  // A stream that could not be had is asked for again after ever longer waits, half a minute at most.
  await expect(new CasePage(desk).status('In review')).toBeVisible({ timeout: 40_000 });
});

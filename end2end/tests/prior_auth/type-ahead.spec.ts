// Suggestions while a code is typed: by keyboard, by pointer, and only for what was typed last.
import type { Page, Route } from '@playwright/test';
import { people } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { makeDraft } from '../../flows/make-draft';
import { RequestForm, type Step } from '../../pages/request-form';
import { TypeAhead } from '../../pages/type-ahead';

const SEARCH = '**/api/codes/search';

async function onStep(as: (userId: string) => Promise<Page>, step: Step): Promise<Page> {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  await new RequestForm(desk).open(draft, step);
  return desk;
}

async function procedureCode(as: (userId: string) => Promise<Page>): Promise<[Page, TypeAhead]> {
  const desk = await onStep(as, 'service');
  return [desk, new TypeAhead(desk, 'Procedure code')];
}

test('a service is chosen by its words with the keyboard alone', { tag: '@javascript' }, async ({ as }) => {
  const [desk, code] = await procedureCode(as);
  const address = desk.url();
  await code.field.fill('knee orthosis adjustable');
  await expect(code.field).toHaveAttribute('aria-expanded', 'true');
  await expect(code.option('L1832')).toContainText('Needs it');
  await expect(desk.getByText(/^\d+ suggestions$/)).toBeAttached();
  await code.field.press('ArrowDown');
  await expect(code.option('L1832')).toHaveAttribute('aria-selected', 'true');
  const active = await code.option('L1832').getAttribute('id');
  await expect(code.field).toHaveAttribute('aria-activedescendant', active ?? 'an id');
  await code.field.press('Enter');
  await expect(code.field).toHaveValue('L1832');
  await expect(code.field).toBeFocused();
  await expect(code.list).toBeHidden();
  await expect(code.meaning).toContainText('Knee brace, adjustable joints');
  expect(desk.url(), 'Enter chose and sent nothing').toBe(address);
});

test('a suggestion is chosen with the pointer', { tag: '@javascript' }, async ({ as }) => {
  const desk = await onStep(as, 'providers');
  const place = new TypeAhead(desk, 'Place of service');
  await place.field.fill('home');
  await place.option('12').click();
  await expect(place.field).toHaveValue('12');
  await expect(place.field).toBeFocused();
  await expect(place.meaning).toHaveText('Home');
});

test('Escape closes the list and what was typed counts as it is', { tag: '@javascript' }, async ({ as }) => {
  const [, code] = await procedureCode(as);
  await code.field.fill('wheelchair');
  await expect(code.options).toHaveCount(12);
  await code.field.press('Escape');
  await expect(code.list).toBeHidden();
  await expect(code.field).toHaveValue('wheelchair');
  await code.field.press('ArrowUp');
  await expect(code.options.last()).toHaveAttribute('aria-selected', 'true');
});

test('a pasted code is explained and nothing covers the form', { tag: '@javascript' }, async ({ as }) => {
  const [, code] = await procedureCode(as);
  await code.field.fill('L1832');
  await expect(code.meaning).toContainText('Knee brace, adjustable joints');
  await expect(code.list).toBeHidden();
});

test('whoever types on is asked for once, when the fingers rest', { tag: '@once' }, async ({ as }) => {
  const [desk, code] = await procedureCode(as);
  const asked: string[] = [];
  desk.on('request', (request) => {
    if (request.url().endsWith('/api/codes/search')) asked.push(request.postData() ?? '');
  });
  await desk.clock.install();
  await desk.clock.pauseAt(Date.now() + 60_000);
  await code.field.pressSequentially('wheelchair');
  expect(asked).toEqual([]);
  const answer = desk.waitForResponse(SEARCH);
  await desk.clock.runFor(1_000);
  await answer;
  await expect(code.options).toHaveCount(12);
  expect(asked).toEqual(['set=procedure&text=wheelchair']);
});

test('an answer that comes late does not replace a newer one', { tag: '@javascript' }, async ({ as }) => {
  const [desk, code] = await procedureCode(as);
  const held: Route[] = [];
  await desk.route(SEARCH, async (route) => {
    if (route.request().postData()?.endsWith('=knee')) held.push(route);
    else await route.continue();
  });
  const first = desk.waitForRequest(SEARCH);
  await code.field.fill('knee');
  await first;
  await code.field.fill('scooter');
  await expect(code.options.first()).toContainText('scooter');
  const late = desk.waitForResponse(SEARCH);
  for (const route of held) await route.continue();
  await (await late).finished();
  await expect(code.options.first()).toContainText('scooter');
});

test('without an answer it stays a text field', { tag: '@javascript' }, async ({ as, problems }) => {
  const [desk, code] = await procedureCode(as);
  problems.expect(/ERR_FAILED.*\/api\//);
  await desk.route(SEARCH, (route) => route.abort());
  const failed = desk.waitForEvent('requestfailed');
  await code.field.fill('knee');
  await failed;
  await expect(code.list).toBeHidden();
  await expect(code.field).toHaveValue('knee');
});

// The work queue by filters, in one go, and by keys alone.
import { people } from '../../fixtures/accounts';
import { hydrated, runsScripts } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { takeFromQueue } from '../../flows/approve';
import { logIn } from '../../flows/log-in';
import { submitKneeOrthosis } from '../../flows/submit';
import { CasePage } from '../../pages/case-page';
import { Messages } from '../../pages/messages';
import { ReviewPage } from '../../pages/review-page';
import { WorkQueuePage } from '../../pages/work-queue-page';

test('several requests are assigned at once, and the one that changed meanwhile is told apart', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  // A code that no other test asks for: both stand on the first page, whatever ran before.
  const rare = { 'Procedure code': 'L1845' };
  const cases = [await submitKneeOrthosis(desk, rare), await submitKneeOrthosis(desk, rare)];
  const lead = await anotherBrowser();
  // A browser that hears nothing: its page stays as old as a page can get.
  await lead.context().route('**/events?*', () => {});
  await logIn(lead, people.lead);
  const queue = new WorkQueuePage(lead);
  await queue.open('?show=nobody&code=L1845&due=later');
  for (const reference of cases) await queue.pick(reference).check();

  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  await takeFromQueue(nurse, cases[1] ?? '');

  await lead.getByLabel('Assign selected to').selectOption({ label: 'Elena Ortiz, RN' });
  await lead.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(lead.getByText(/^1 request assigned to /)).toBeVisible();
  const left = lead.getByRole('list', { name: 'Not assigned' }).getByRole('listitem');
  await expect(left).toHaveText([`${cases[1]} was changed meanwhile. Look at it, and select it again.`]);
});

test('a practice that waits for an answer is marked in the queue at once', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk, { 'Procedure code': 'L1851' });
  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  await new WorkQueuePage(nurse).open('?show=nobody&code=L1851&due=later');
  const row = nurse.getByRole('row').filter({ hasText: reference });
  await expect(row).toBeVisible();
  await expect(row).not.toContainText('Unanswered message');

  await new CasePage(desk).open(reference);
  await new Messages(desk).write('The order follows tomorrow.');
  if (!runsScripts()) await nurse.reload();
  await expect(row).toContainText('Unanswered message');
});

test('the lead gives a request to a nurse on its own page', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const lead = await anotherBrowser();
  await logIn(lead, people.lead);
  await new ReviewPage(lead).open(reference);
  await lead.getByLabel('Assign to').selectOption({ label: 'Elena Ortiz, RN' });
  await lead.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(lead.getByText(/^1 request assigned to Elena Ortiz, RN/)).toBeVisible();
});

test('nothing selected is said', async ({ as }) => {
  const lead = await as(people.lead);
  await new WorkQueuePage(lead).open();
  await lead.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(lead.getByRole('alert')).toContainText('Select at least one request');
});

test('keys lead through the queue and open forms, and decide nothing', { tag: ['@javascript', '@once'] }, async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  const queue = new WorkQueuePage(nurse);
  await queue.open('?show=nobody');
  const rows = nurse.getByRole('table').getByRole('link');
  await nurse.keyboard.press('j');
  await expect(rows.nth(0)).toBeFocused();
  await nurse.keyboard.press('j');
  await expect(rows.nth(1)).toBeFocused();
  await nurse.keyboard.press('k');
  await expect(rows.nth(0)).toBeFocused();
  await nurse.keyboard.press('x');
  await expect(nurse.getByRole('checkbox').first()).toBeChecked();
  const first = await rows.nth(0).innerText();
  await nurse.keyboard.press('Enter');
  await nurse.waitForURL(`**/review/${first}`);

  await takeFromQueue(nurse, reference);
  await nurse.keyboard.press('i');
  await expect(nurse.getByRole('button', { name: 'Send questions' })).toBeVisible();
  await nurse.keyboard.press('a');
  await expect(nurse.getByRole('button', { name: 'Confirm decision' })).toBeVisible();
  await expect(new ReviewPage(nurse).status('In review')).toBeVisible();
  await nurse.keyboard.press('?');
  const keys = nurse.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toBeVisible();
  await nurse.keyboard.press('Escape');
  await expect(keys).toBeHidden();
});

test('keys mean nothing while somebody types, and can be switched off', { tag: ['@javascript', '@once'] }, async ({ as }) => {
  const nurse = await as(people.nurse);
  const queue = new WorkQueuePage(nurse);
  await queue.open();
  await nurse.locator('summary', { hasText: 'Service:' }).click();
  await nurse.getByLabel('Procedure code').fill('');
  await nurse.keyboard.type('jk?');
  await expect(nurse.getByLabel('Procedure code')).toHaveValue('jk?');
  await expect(nurse).not.toHaveURL(/keys=/);
  await queue.open();
  await nurse.keyboard.press('?');
  await expect(nurse.getByRole('dialog', { name: 'Keys' })).toBeVisible();

  await nurse.goto('/account');
  await hydrated(nurse);
  await nurse.getByRole('button', { name: 'Switch single keys off' }).click();
  await expect(nurse.getByRole('button', { name: 'Switch single keys on' })).toBeVisible();
  await queue.open();
  await nurse.keyboard.press('?');
  await nurse.keyboard.press('j');
  // Answered after the two.
  await nurse.keyboard.press('Tab');
  await expect(nurse.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await expect(nurse).toHaveURL(/\/review$/);
});

test('a filtered queue is saved as a view', async ({ as }) => {
  const nurse = await as(people.nurse);
  const name = `Pressing ${test.info().project.name}`;
  await new WorkQueuePage(nurse).open('?due=day&line=commercial');
  await nurse.getByText('Save this view').click();
  await nurse.getByLabel('Name of the view').fill(name);
  await nurse.getByRole('button', { name: 'Save view' }).click();
  const view = nurse.getByRole('navigation', { name: 'Saved views' }).getByRole('link', { name });
  await expect(view).toBeVisible();
  await nurse.goto('/review');
  await view.click();
  await expect(nurse).toHaveURL(/\/review\?due=day&line=commercial$/);
});

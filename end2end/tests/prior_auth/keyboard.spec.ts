// The two requests that everyone tries, written and sent by keyboard alone: on a desktop, on a phone, and without scripts.
import { expect, type Locator, type Page } from '@playwright/test';
import { members, people } from '../../fixtures/accounts';
import { test } from '../../fixtures/test';
import { hydrated } from '../../fixtures/hydrated';
import { kneeOrthosis } from '../../flows/fill-knee-orthosis';
import { RequestForm, STEPS, ofStep, type Answers } from '../../pages/request-form';

/** More stops than any page has before its last control. */
const STOPS = 80;

/** Presses Tab until the control has the focus. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible();
  for (let stop = 0; stop < STOPS; stop += 1) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the Tab key does not lead to the control');
}

/** Answers a field as a person at a keyboard does. */
async function type(page: Page, form: RequestForm, label: string, value: string): Promise<void> {
  if (label === 'Urgency') {
    // Tab leads to the group; the arrows choose in it.
    await tabTo(page, page.getByRole('radio', { name: 'Standard' }));
    await page.keyboard.press(value === 'Expedited' ? 'ArrowDown' : 'Space');
    await expect(page.getByRole('radio', { name: value })).toBeChecked();
    return;
  }
  const field = form.field(label);
  await tabTo(page, field);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) {
    const [year, month, day] = value.split('-');
    await page.keyboard.type(`${month}${day}${year}`);
  } else if (label === 'Unit') {
    await page.keyboard.type(value);
  } else {
    await page.keyboard.type(value);
    // Suggestions may be open; what is typed counts.
    await page.keyboard.press('Escape');
  }
}

async function press(page: Page, button: Locator): Promise<void> {
  await tabTo(page, button);
  await page.keyboard.press('Enter');
}

async function send(page: Page, answers: Answers): Promise<void> {
  await page.goto('/prior-auth/new');
  await hydrated(page);
  await press(page, page.getByRole('main').getByRole('button', { name: 'New request' }));
  await expect(page.getByRole('heading', { level: 1, name: 'New request' })).toBeVisible();
  await page.waitForURL('**/prior-auth/drafts/*');
  await hydrated(page);
  await press(page, page.getByRole('main').getByRole('link', { name: 'Member', exact: true }));
  const form = new RequestForm(page);
  for (const { path } of STEPS) {
    await form.expectOn(path);
    if (path === 'check') break;
    for (const [label, value] of Object.entries(ofStep(path, answers))) await type(page, form, label, value);
    await press(page, page.getByRole('button', { name: 'Save and continue' }));
  }
  await press(page, page.getByRole('button', { name: 'Submit request' }));
  await expect(page.getByRole('heading', { name: 'Request submitted' })).toBeVisible();
}

test('a knee orthosis is requested by keyboard alone', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await send(desk, kneeOrthosis());
  await expect(desk.getByRole('region', { name: 'What happens next' })).toContainText('Due ');
});

test('an expedited power wheelchair is requested by keyboard alone', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await send(desk, {
    ...kneeOrthosis(),
    'Member ID': members.james.id,
    'Date of birth': members.james.birthDate,
    'Last name': members.james.lastName,
    'Procedure code': 'K0823',
    Urgency: 'Expedited',
    'Reason for expedited review': 'Cannot be discharged without it.',
    'Diagnosis code': 'G35.D',
  });
  await expect(desk.getByRole('region', { name: 'What happens next' })).toContainText('Due ');
  await expect(desk.getByRole('main')).toContainText('Expedited');
});

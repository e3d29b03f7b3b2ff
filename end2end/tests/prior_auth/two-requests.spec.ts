// The two requests that everyone tries, from the log-in page to the case: by keyboard alone, with scripts and without, and on a
// phone with a finger.
import type { Page } from '@playwright/test';
import { PASSWORD, members, people } from '../../fixtures/accounts';
import { pdf } from '../../fixtures/documents';
import { hydrated, runsScripts } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { kneeOrthosis } from '../../flows/fill-knee-orthosis';
import { hands, type Hands } from '../../flows/hands';
import { CaseListPage } from '../../pages/case-list-page';
import { CasePage } from '../../pages/case-page';
import { DocumentsPage } from '../../pages/documents-page';
import { LoginPage } from '../../pages/login-page';
import { RequestForm, STEPS, ofStep, type Answers } from '../../pages/request-form';

async function logIn(page: Page, by: Hands): Promise<void> {
  const login = new LoginPage(page);
  await page.goto('/');
  await by.press(page.getByRole('banner').getByRole('link', { name: 'Log in' }));
  await expect(login.heading).toBeVisible();
  await by.write(login.userId, people.frontDesk);
  await by.write(login.password, PASSWORD);
  await by.press(page.getByRole('main').getByRole('button', { name: 'Log in', exact: true }));
  await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeVisible();
  await hydrated(page);
}

async function begin(page: Page, by: Hands): Promise<void> {
  const main = page.getByRole('main');
  await by.press(main.getByRole('link', { name: 'New request', exact: true }));
  await page.waitForURL('**/prior-auth/new');
  await hydrated(page);
  await by.press(main.getByRole('button', { name: 'New request' }));
  await page.waitForURL('**/prior-auth/drafts/*');
  await hydrated(page);
  await by.press(main.getByRole('link', { name: 'Member', exact: true }));
}

async function answer(page: Page, by: Hands, form: RequestForm, label: string, value: string): Promise<void> {
  const radio = (name: string) => page.getByRole('radio', { name });
  if (label === 'Urgency') await by.choose(radio('Standard'), radio('Expedited'), value === 'Expedited');
  else if (label === 'Unit') await by.pick(form.field(label), value);
  else if (/^\d{4}-\d\d-\d\d$/.test(value)) await by.writeDay(form.field(label), value);
  else await by.write(form.field(label), value);
}

async function attach(page: Page, by: Hands): Promise<void> {
  await by.attach(page.getByLabel('Add documents'), pdf('chart.pdf', 2));
  if (!runsScripts()) await by.press(page.getByRole('button', { name: 'Add files' }));
  await expect(new DocumentsPage(page).row('chart.pdf')).toContainText('Received');
  await hydrated(page);
}

/** From the log-in page to the confirmation. Returns the reference that it names. */
async function request(page: Page, by: Hands, answers: Answers): Promise<string> {
  await logIn(page, by);
  await begin(page, by);
  const form = new RequestForm(page);
  for (const { path } of STEPS) {
    await form.expectOn(path);
    if (path === 'check') break;
    for (const [label, value] of Object.entries(ofStep(path, answers))) await answer(page, by, form, label, value);
    if (path === 'documents') await attach(page, by);
    await by.press(page.getByRole('button', { name: 'Save and continue' }));
  }
  await by.press(page.getByRole('button', { name: 'Submit request' }));
  await expect(page.getByRole('heading', { name: 'Request submitted' })).toBeVisible();
  await hydrated(page);
  await expect(page.getByRole('region', { name: 'What happens next' })).toContainText('Due ');
  const reference = await new CasePage(page).reference();
  await expect(page.getByRole('main')).toContainText(reference);
  return reference;
}

/** From the confirmation to the list, and from there to the case. */
async function find(page: Page, by: Hands, reference: string): Promise<void> {
  await by.press(page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Prior authorization' }));
  const row = new CaseListPage(page).row(reference);
  await expect(row).toContainText('Submitted');
  await hydrated(page);
  await by.press(row.getByRole('link', { name: reference }));
  await expect(page).toHaveURL(new RegExp(`/prior-auth/${reference}$`));
  const one = new CasePage(page);
  await expect(one.status('Submitted')).toBeVisible();
  await expect(one.timeline()).toContainText('Submitted');
  await expect(page.getByRole('region', { name: 'Documents' })).toContainText('chart.pdf');
}

test('a knee orthosis is requested and found again', async ({ page }) => {
  const by = hands(page);
  const reference = await request(page, by, kneeOrthosis());
  await find(page, by, reference);
  await expect(page.getByRole('table', { name: 'Service lines' })).toContainText('L1832');
});

test('an expedited power wheelchair is requested and found again', async ({ page }) => {
  const by = hands(page);
  const reference = await request(page, by, {
    ...kneeOrthosis(),
    'Member ID': members.james.id,
    'Date of birth': members.james.birthDate,
    'Last name': members.james.lastName,
    'Procedure code': 'K0823',
    Urgency: 'Expedited',
    'Reason for expedited review': 'Cannot be discharged without it.',
    'Diagnosis code': 'G35.D',
  });
  await find(page, by, reference);
  await expect(page.getByRole('table', { name: 'Service lines' })).toContainText('K0823');
  await expect(page.getByRole('main')).toContainText('Expedited');
});

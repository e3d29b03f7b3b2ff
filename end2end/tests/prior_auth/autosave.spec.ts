// A step is kept while it is typed, and says so; two who write at once are told.
import { people } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { logIn } from '../../flows/log-in';
import { makeDraft } from '../../flows/make-draft';
import { RequestForm } from '../../pages/request-form';

const SAVED = /^Saved \d+:\d\d [AP]M/;

test('what is typed is there after a crash, without any button', { tag: '@javascript' }, async ({ as, context }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  const form = new RequestForm(desk);
  await form.open(draft, 'clinical');
  await form.answer({ 'Clinical summary': 'Half a sent' });
  await expect(desk.locator('form').getByText(SAVED)).toBeVisible();

  await desk.close({ runBeforeUnload: false });
  const again = await context.newPage();
  const reopened = new RequestForm(again);
  await reopened.open(draft, 'clinical');
  await expect(reopened.field('Clinical summary')).toHaveValue('Half a sent');
});

test('a link out of a step loses nothing that was typed a moment ago', { tag: '@javascript' }, async ({ as }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  const form = new RequestForm(desk);
  await form.open(draft, 'diagnosis');
  const kept = desk.waitForResponse((answer) => answer.url().endsWith('/api/prior-auth/save-step'));
  await form.field('Diagnosis code').pressSequentially('G35');
  await desk.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'New request' }).click();
  await kept;
  await form.open(draft, 'diagnosis');
  await expect(form.field('Diagnosis code')).toHaveValue('G35');
});

test('a save that fails says so, and the next change mends it', { tag: '@javascript' }, async ({ as, problems }) => {
  problems.expect(/ERR_FAILED.*save-step|Failed to load resource/);
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  const form = new RequestForm(desk);
  await form.open(draft, 'diagnosis');
  await desk.route('**/api/prior-auth/save-step', (route) => route.abort());
  await form.field('Diagnosis code').pressSequentially('M17');
  await expect(desk.getByRole('status').filter({ hasText: 'Not saved yet' })).toBeVisible();

  await desk.unroute('**/api/prior-auth/save-step');
  await form.field('Diagnosis code').pressSequentially('.11');
  await expect(desk.locator('form').getByText(SAVED)).toBeVisible();
  await expect(desk.getByText('Not saved yet')).toBeHidden();
});

test('two who write the same step are told, and the newest counts', { tag: '@javascript' }, async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  const form = new RequestForm(desk);
  await form.open(draft, 'diagnosis');
  const doctor = await anotherBrowser();
  await logIn(doctor, people.clinician);
  const theirs = new RequestForm(doctor);
  await theirs.open(draft, 'diagnosis');

  await form.field('Diagnosis code').pressSequentially('M17.11');
  await expect(desk.locator('form').getByText(SAVED)).toBeVisible();
  await theirs.field('Diagnosis code').pressSequentially('G35.D');
  await expect(doctor.getByText('This step was changed elsewhere.')).toBeVisible();
  await expect(doctor.getByRole('status').filter({ hasText: 'Dana Brooks had saved this step' })).toBeVisible();

  await form.open(draft, 'diagnosis');
  await expect(form.field('Diagnosis code')).toHaveValue('G35.D');
});

// Requests, lists and drafts in the states that nobody reaches by one form: decided ones of the demo, empty lists, and pages that
// somebody else's work has overtaken.
import type { Page } from '@playwright/test';
import { people } from '../fixtures/accounts';
import { hydrated } from '../fixtures/hydrated';
import { approve, takeFromQueue } from '../flows/approve';
import { fillKneeOrthosis } from '../flows/fill-knee-orthosis';
import { logIn } from '../flows/log-in';
import { makeDraft } from '../flows/make-draft';
import { submitKneeOrthosis } from '../flows/submit';
import { CaseListPage } from './case-list-page';
import type { Scene } from './every-page';
import { RequestForm } from './request-form';
import { ReviewPage } from './review-page';
import { WorkQueuePage } from './work-queue-page';

async function visit(page: Page, userId: string, path: string): Promise<void> {
  await logIn(page, userId);
  await page.goto(path);
  await hydrated(page);
}

/** The practice's newest request with this status, which the demo has. */
function decided(status: string, name: string): Scene {
  return {
    name: `case ${name}`,
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      const list = new CaseListPage(page);
      await list.open(`?status=${status}`);
      const path = await list.rows.getByRole('link').first().getAttribute('href');
      if (!path) throw new Error(`the demo has no request that is ${status}`);
      await page.goto(path);
      await hydrated(page);
    },
  };
}

/** The address at the practice of a request whose decision is late, which the demo has. */
async function late(desk: Page): Promise<string> {
  await logIn(desk, people.frontDesk);
  const list = new CaseListPage(desk);
  await list.open('?due=overdue&status=submitted&status=in_review');
  const path = await list.rows.getByRole('link').first().getAttribute('href');
  if (!path) throw new Error('the demo has no request whose decision is late');
  return path;
}

const cases: Scene[] = [
  {
    name: 'case with a missed deadline',
    arrive: async (page) => {
      await page.goto(await late(page));
      await hydrated(page);
      await page.getByText('Deadline missed.').first().waitFor();
    },
  },
  decided('approved', 'approved'),
  decided('partially_approved', 'partially approved'),
  decided('withdrawn', 'withdrawn'),
  decided('not_required', 'that needs no authorization'),
  decided('modified', 'modified'),
];

const lists: Scene[] = [
  { name: 'request list of a new practice', arrive: (page) => visit(page, people.newPractice, '/prior-auth') },
  { name: 'request list of drafts', arrive: (page) => visit(page, people.frontDesk, '/prior-auth?group=drafts') },
  {
    name: 'work queue after some were assigned',
    arrive: async (page, other) => {
      const desk = await other();
      await logIn(desk, people.frontDesk);
      // A code that no other test asks for: it stands on the first page, whatever ran before.
      const reference = await submitKneeOrthosis(desk, { 'Procedure code': 'L1843' });
      await logIn(page, people.lead);
      const queue = new WorkQueuePage(page);
      await queue.open('?show=nobody&code=L1843');
      await queue.pick(reference).check();
      await page.getByLabel('Assign selected to').selectOption({ label: 'Elena Ortiz, RN' });
      await page.getByRole('button', { name: 'Assign', exact: true }).click();
      await page.getByText(/^1 request assigned to /).waitFor();
    },
  },
];

const drafts: Scene[] = [
  {
    name: 'draft step documents with no file chosen',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      await page.goto(`${await makeDraft(page)}/documents?problem=no_file`);
      await hydrated(page);
    },
  },
  {
    name: 'draft step changed elsewhere',
    arrive: async (page, other) => {
      await logIn(page, people.frontDesk);
      const draft = await makeDraft(page);
      const form = new RequestForm(page);
      await form.open(draft, 'diagnosis');
      const doctor = await other();
      await logIn(doctor, people.clinician);
      const theirs = new RequestForm(doctor);
      await theirs.open(draft, 'diagnosis');
      await theirs.answer({ 'Diagnosis code': 'G35.D' });
      await theirs.saveAndContinue();
      await theirs.expectOn('clinical');
      await form.field('Diagnosis code').pressSequentially('M17.11');
      await page.getByText('This step was changed elsewhere.').waitFor();
    },
  },
  {
    name: 'draft step not saved',
    causes: /ERR_FAILED.*save-step|Failed to load resource/,
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      const form = new RequestForm(page);
      await form.open(await makeDraft(page), 'diagnosis');
      await page.route('**/api/prior-auth/save-step', (route) => route.abort());
      await form.field('Diagnosis code').pressSequentially('M17');
      await page.getByRole('status').filter({ hasText: 'Not saved yet' }).waitFor();
    },
  },
  {
    name: 'draft check that waits for attestation',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      await makeDraft(page);
      await fillKneeOrthosis(page, { 'Procedure code': 'L5856' });
      await new RequestForm(page).field('Clinician').selectOption({ label: 'Dr. Susan Lee' });
      await page.getByRole('button', { name: 'Send to a clinician for attestation' }).click();
      await page.getByText('Dana Brooks asked Dr. Susan Lee').waitFor();
    },
  },
];

const reviews: Scene[] = [
  { name: 'review page not found', arrive: (page) => visit(page, people.nurse, '/review/PA-0000-0000') },
  {
    name: 'review page of somebody who only looks',
    arrive: async (page) => {
      await visit(page, people.auditor, '/review');
      const path = await page.getByRole('table').getByRole('link').first().getAttribute('href');
      if (!path) throw new Error('the work queue of the demo is empty');
      await page.goto(path);
      await hydrated(page);
    },
  },
  {
    name: 'review page with a missed deadline',
    arrive: async (page, other) => {
      const path = await late(await other());
      await visit(page, people.lead, path.replace('/prior-auth/', '/review/'));
      await page.getByText('Deadline missed.').first().waitFor();
    },
  },
  {
    name: 'review page changing the urgency',
    arrive: async (page, other) => {
      const desk = await other();
      await logIn(desk, people.frontDesk);
      const reference = await submitKneeOrthosis(desk);
      await logIn(page, people.nurse);
      await takeFromQueue(page, reference);
      await new ReviewPage(page).beginChangingUrgency();
      await page.getByRole('heading', { name: 'Make this request expedited?' }).waitFor();
    },
  },
  {
    name: 'review page overtaken',
    arrive: async (page, other) => {
      const desk = await other();
      await logIn(desk, people.frontDesk);
      const reference = await submitKneeOrthosis(desk);
      const first = await other();
      await logIn(first, people.nurse);
      await takeFromQueue(first, reference);
      // A browser that hears nothing: its page stays as old as a page can get.
      await page.context().route('**/events?*', () => {});
      await logIn(page, people.nurse);
      const stale = new ReviewPage(page);
      await stale.open(reference);
      await stale.beginApproval();
      await approve(first);
      await stale.confirmDecision();
      await page.getByText('What changed:').waitFor();
    },
  },
];

export const stateScenes: Scene[] = [...cases, ...lists, ...drafts, ...reviews];

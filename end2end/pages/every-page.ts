// Every page there is, in the states worth looking at. Whoever adds a page adds it here: the accessibility check,
// the narrow-window check and the pictures all walk this list.
import type { Page } from '@playwright/test';
import { members, people, practices } from '../fixtures/accounts';
import { notTaken, pdf } from '../fixtures/documents';
import { hydrated } from '../fixtures/hydrated';
import type { Portico } from '../fixtures/server';
import { takeFromQueue } from '../flows/approve';
import { ask } from '../flows/ask';
import { fillKneeOrthosis, kneeOrthosis } from '../flows/fill-knee-orthosis';
import { logIn } from '../flows/log-in';
import { makeDraft } from '../flows/make-draft';
import { passOn } from '../flows/pass-on';
import { setPassword } from '../flows/set-password';
import { submit, submitKneeOrthosis } from '../flows/submit';
import { AnswerPage } from './answer-page';
import { CaseListPage } from './case-list-page';
import { CasePage } from './case-page';
import { DocumentsPage } from './documents-page';
import { frameScenes } from './frame-scenes';
import { withoutWebAssembly } from '../fixtures/plain';
import { InquiryPage } from './inquiry-page';
import { IntakePage } from './intake-page';
import { LoginPage } from './login-page';
import { Messages } from './messages';
import { RequestForm, STEPS, ofStep, type Step } from './request-form';
import { ReviewPage } from './review-page';
import { SetPasswordPage } from './set-password-page';
import { stateScenes } from './state-scenes';
import { TaskListPage } from './task-list-page';
import { TypeAhead } from './type-ahead';

/** Pages anyone may open. */
export const publicPages = [
  '/',
  '/login',
  '/recover/user-id',
  '/recover/password',
  '/help',
  '/status',
  '/privacy',
  '/accessibility',
  '/session-expired',
  '/signed-out',
  '/access-denied',
  '/design',
] as const;

export interface Scene {
  /** Words for the test title; with hyphens instead of spaces it names the picture. */
  name: string;
  /**
   * Brings a fresh browser to the page; `other` is a second fresh browser for scenes that need two people, `portico` the
   * server for those that begin on its command line, `broken` one that has lost its database.
   */
  arrive: (page: Page, other: () => Promise<Page>, portico: Portico, broken: () => Promise<Portico>) => Promise<void>;
  /** What the browser has to complain about here. */
  causes?: RegExp;
}

async function visit(page: Page, userId: string, path: string): Promise<void> {
  await logIn(page, userId);
  await page.goto(path);
  await hydrated(page);
}

/** A case that a nurse has taken; the nurse's browser is on its review page. */
async function underReview(nurse: Page, other: () => Promise<Page>): Promise<string> {
  const desk = await other();
  await logIn(desk, people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  await logIn(nurse, people.nurse);
  await takeFromQueue(nurse, reference);
  return reference;
}

/** A case about which the plan has asked; the office's browser is where it answers. */
async function toAnswer(desk: Page, other: () => Promise<Page>): Promise<AnswerPage> {
  const nurse = await other();
  const reference = await underReview(nurse, other);
  await ask(nurse);
  await visit(desk, people.frontDesk, `/prior-auth/${reference}`);
  const answer = new AnswerPage(desk);
  await answer.begin();
  return answer;
}

/** A case that a physician has taken; the physician's browser is on its review page. */
async function withPhysician(physician: Page, other: () => Promise<Page>): Promise<string> {
  const desk = await other();
  await logIn(desk, people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  await passOn(await other(), physician, reference);
  return reference;
}

/** A case that a physician has denied. */
async function denied(other: () => Promise<Page>): Promise<string> {
  const physician = await other();
  const reference = await withPhysician(physician, other);
  const review = new ReviewPage(physician);
  await review.begin('Deny');
  await review.sayWhy();
  await review.confirmDecision();
  await physician.getByRole('region', { name: 'What was decided' }).waitFor();
  return reference;
}

const open: Scene[] = publicPages.map((path) => ({
  name: `public ${path === '/' ? 'home' : path.slice(1).replaceAll('/', ' ')}`,
  arrive: async (page) => {
    await page.goto(path);
  },
}));

const signIn: Scene[] = [
  {
    name: 'login with an error',
    arrive: async (page) => {
      const login = new LoginPage(page);
      await login.open();
      await login.submit();
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    },
  },
  {
    name: 'login while locked',
    arrive: async (page) => {
      const login = new LoginPage(page);
      await login.open();
      // An id that nobody has locks like any other, and spoils no account.
      for (let failures = 1; failures <= 5; failures += 1) {
        await login.fill('Nobody.To.Lock', `wrong password ${failures}`);
        await login.submit();
        await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
      }
      await page.getByRole('heading', { name: 'What you can do meanwhile' }).waitFor();
    },
  },
  {
    name: 'login without cookies',
    arrive: async (page) => {
      await page.goto('/login?notice=cookies-off');
      await page.getByText('Your browser did not keep the cookie').waitFor();
    },
  },
  {
    name: 'session taken back',
    arrive: async (page) => {
      await page.goto('/signed-out?because=revoked');
      await page.getByText('Your account was changed').waitFor();
    },
  },
  {
    name: 'page not found',
    arrive: async (page) => {
      await page.goto('/no-such-page');
    },
  },
];

const trouble: Scene[] = [
  {
    name: 'something broke',
    causes: /^500 for document/,
    arrive: async (page, _other, portico) => {
      await portico.breakAt('page.panic');
      await page.goto('/help');
      await page.getByRole('heading', { name: 'Something broke on our side' }).waitFor();
    },
  },
  {
    name: 'not available',
    causes: /^503 for document/,
    arrive: async (page, _other, _portico, broken) => {
      const { url } = await broken();
      await page.context().addCookies([{ name: 'portico_session', value: 'one-that-nobody-can-look-up', url }]);
      await page.goto(new URL('/dashboard', url).href);
      await page.getByRole('heading', { name: 'Not available right now' }).waitFor();
    },
  },
  {
    name: 'status while nothing works',
    arrive: async (page, _other, _portico, broken) => {
      await page.goto(new URL('/status', (await broken()).url).href);
      await page.getByText('Something does not work.', { exact: true }).waitFor();
    },
  },
  {
    name: 'login while nothing works',
    arrive: async (page, _other, _portico, broken) => {
      await page.goto(new URL('/login', (await broken()).url).href);
      await page.getByText('Something does not work').waitFor();
    },
  },
  {
    name: 'dashboard without WebAssembly',
    causes: /preloaded using link preload but not used/,
    arrive: async (page) => {
      await withoutWebAssembly(page);
      await logIn(page, people.frontDesk);
      await page.getByText('WebAssembly is missing').waitFor();
    },
  },
];

const newPassword: Scene[] = [
  {
    name: 'set password',
    arrive: async (page, _other, portico) => {
      await page.goto((await portico.inviteAdministrator()).path);
      await new SetPasswordPage(page).heading.waitFor();
    },
  },
  {
    name: 'set password half typed',
    arrive: async (page, _other, portico) => {
      await page.goto((await portico.inviteAdministrator()).path);
      const choose = new SetPasswordPage(page);
      await choose.password.fill('otter');
      await choose.show.click();
      await choose.progress.waitFor();
    },
  },
  {
    name: 'set password with an error',
    arrive: async (page, _other, portico) => {
      const { name, path } = await portico.inviteAdministrator();
      await page.goto(path);
      // What is said of the owner's own name is the longest of the refusals.
      await new SetPasswordPage(page).submit(`${name} ${name}`);
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    },
  },
  {
    name: 'set password done',
    arrive: async (page, _other, portico) => setPassword(page, await portico.inviteAdministrator()),
  },
  {
    name: 'set password link used up',
    arrive: async (page, _other, portico) => {
      const invitation = await portico.inviteAdministrator();
      await setPassword(page, invitation);
      await page.goto(invitation.path);
      await new SetPasswordPage(page).gone.waitFor();
    },
  },
];

/** A step of a draft, with nothing in it, and with errors where it has fields. */
function stepScenes(step: Step, hasFields: boolean): Scene[] {
  const open = async (page: Page): Promise<RequestForm> => {
    await logIn(page, people.frontDesk);
    const form = new RequestForm(page);
    await form.open(await makeDraft(page), step);
    return form;
  };
  const empty = {
    name: `draft step ${step}`,
    arrive: async (page: Page) => {
      await open(page);
    },
  };
  const withErrors = {
    name: `draft step ${step} with errors`,
    arrive: async (page: Page) => {
      await (await open(page)).saveAndContinue();
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    },
  };
  const filled = {
    name: `draft step ${step} filled`,
    arrive: async (page: Page) => {
      const form = await open(page);
      await form.answer(ofStep(step, kneeOrthosis()));
    },
  };
  return hasFields ? [empty, withErrors, filled] : [empty];
}

const practice: Scene[] = [
  { name: 'dashboard', arrive: (page) => visit(page, people.frontDesk, '/dashboard') },
  { name: 'dashboard by months', arrive: (page) => visit(page, people.frontDesk, '/dashboard?chart=months') },
  { name: 'dashboard of a new practice', arrive: (page) => visit(page, people.newPractice, '/dashboard') },
  { name: 'dashboard of a viewer with nothing to do', arrive: (page) => visit(page, people.newViewer, '/dashboard') },
  { name: 'dashboard of a practice with little', arrive: (page) => visit(page, people.otherPractice, '/dashboard') },
  {
    name: 'practice menu open',
    arrive: async (page) => {
      await visit(page, people.inBoth, '/dashboard');
      await page.getByRole('banner').getByRole('button', { name: practices.frontDesk }).click();
    },
  },
  { name: 'request list', arrive: (page) => visit(page, people.frontDesk, '/prior-auth') },
  {
    name: 'request list filtered',
    arrive: (page) => visit(page, people.frontDesk, '/prior-auth?status=approved&status=denied&line=commercial&from=2025-01-01'),
  },
  {
    name: 'request list with a filter open',
    arrive: async (page) => {
      await visit(page, people.frontDesk, '/prior-auth');
      await new CaseListPage(page).menu('Status');
    },
  },
  {
    name: 'request list with saved views',
    arrive: async (page) => {
      // Of somebody who saves no other view.
      await visit(page, people.visitor, '/prior-auth?status=denied');
      await page.getByText('Save this view').click();
      await page.getByLabel('Name of the view').fill('Denials to look at again');
      await page.getByRole('button', { name: 'Save view' }).click();
      await page.getByRole('navigation', { name: 'Saved views' }).waitFor();
      await page.getByText('Change this view').click();
    },
  },
  {
    name: 'request list with nobody found',
    arrive: async (page) => {
      await visit(page, people.frontDesk, '/prior-auth');
      await new CaseListPage(page).find('Nobody');
      await page.getByRole('alert').filter({ hasText: 'Check what you typed' }).waitFor();
    },
  },
  { name: 'proof not found', arrive: (page) => visit(page, people.frontDesk, '/prior-auth/check/NR-0000-0000') },
  {
    name: 'draft step diagnosis with suggestions',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      await new RequestForm(page).open(await makeDraft(page), 'diagnosis');
      const code = new TypeAhead(page, 'Diagnosis code');
      await code.field.fill('osteoarthritis');
      await code.options.first().waitFor();
    },
  },
  {
    name: 'case withdrawing',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      const practice = new CasePage(page);
      await practice.open(await submitKneeOrthosis(page));
      await practice.beginWithdrawal();
    },
  },
  {
    name: 'request list with nothing that fits',
    arrive: (page) => visit(page, people.frontDesk, '/prior-auth?status=withdrawn&code=A0000&urgency=expedited'),
  },
  {
    name: 'request list with an error',
    arrive: (page) => visit(page, people.frontDesk, '/prior-auth?code=knee&from=2026-11-30&to=2026-11-01'),
  },
  { name: 'new request', arrive: (page) => visit(page, people.frontDesk, '/prior-auth/new') },
  { name: 'inquiry', arrive: (page) => visit(page, people.frontDesk, '/prior-auth/check') },
  ...(
    [
      ['required', 'L5856'],
      ['not required', 'E0748'],
      ['unknown', '27447'],
      ['with errors', 'L18'],
    ] as const
  ).map(([state, code]) => ({
    name: `inquiry ${state}`,
    arrive: async (page: Page) => {
      await logIn(page, people.frontDesk);
      const inquiry = new InquiryPage(page);
      await inquiry.open();
      await inquiry.ask({ code });
      const problem = page.getByRole('heading', { name: 'There is a problem' });
      await inquiry.answer.or(problem).waitFor();
      await hydrated(page);
    },
  })),
  {
    name: 'proof',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      const inquiry = new InquiryPage(page);
      await inquiry.open();
      await inquiry.ask({ code: 'E0748' });
      await inquiry.keepProof();
      await hydrated(page);
    },
  },
  {
    name: 'draft tasks',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      await makeDraft(page);
    },
  },
  {
    name: 'draft tasks of a copy',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      const reference = await submitKneeOrthosis(page);
      await page.goto(`/prior-auth/${reference}`);
      await page.getByRole('button', { name: 'Copy to a new request' }).click();
      await page.getByText('Copied from').waitFor();
      await hydrated(page);
    },
  },
  {
    name: 'draft step member found without coverage',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      const form = new RequestForm(page);
      await form.open(await makeDraft(page), 'member');
      await form.answer({ 'Member ID': members.tom.id, 'Date of birth': members.tom.birthDate });
      await page.getByRole('button', { name: 'Find member' }).click();
      await page.getByText('Coverage ended on').waitFor();
      await page.getByText('Members of your earlier requests').click();
    },
  },
  {
    name: 'draft tasks half done',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      const draft = await makeDraft(page);
      await fillKneeOrthosis(page);
      await new RequestForm(page).open(draft, 'diagnosis');
      await new RequestForm(page).answer({ 'Diagnosis code': 'M17.11, knee' });
      await page.getByRole('button', { name: 'Save and leave' }).click();
      await new TaskListPage(page).task('Diagnosis').getByText('Something is missing').waitFor();
    },
  },
  ...STEPS.filter((step) => step.path !== 'check').flatMap(({ path, labels }) => stepScenes(path, labels.length > 0)),
  {
    name: 'draft step service with several',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      const draft = await makeDraft(page);
      const form = new RequestForm(page);
      await form.open(draft, 'service');
      await form.answer({ ...ofStep('service', kneeOrthosis()), Quantity: '', 'Procedure code': 'K0823' });
      await page.getByRole('button', { name: 'Save and leave' }).click();
      await new TaskListPage(page).task('Service').getByText('Something is missing').waitFor();
      await page.goto(`${draft}/service?line=2`);
      await hydrated(page);
    },
  },
  {
    name: 'draft step service with suggestions',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      const draft = await makeDraft(page);
      await new RequestForm(page).open(draft, 'service');
      const code = new TypeAhead(page, 'Procedure code');
      await code.field.fill('knee orthosis');
      await code.options.first().waitFor();
      await code.field.press('ArrowDown');
    },
  },
  {
    name: 'draft step documents with some',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      const documents = new DocumentsPage(page);
      await documents.open(await makeDraft(page));
      await documents.add(pdf('Therapy-notes-left-knee-2026.pdf', 3), notTaken('setup.exe'));
      await documents.row('Therapy-notes').getByText('Received').waitFor();
      await documents.row('setup.exe').getByText('Only PDF').waitFor();
    },
  },
  {
    name: 'draft check with nothing',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      const draft = await makeDraft(page);
      await new RequestForm(page).open(draft, 'check');
      await new RequestForm(page).submit();
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    },
  },
  {
    name: 'draft check complete',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      await makeDraft(page);
      await fillKneeOrthosis(page);
    },
  },
  {
    name: 'draft check to attest',
    arrive: async (page) => {
      await logIn(page, people.clinician);
      await makeDraft(page);
      await fillKneeOrthosis(page, { 'Procedure code': 'L5856' });
    },
  },
  {
    name: 'draft check to be attested',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      await makeDraft(page);
      await fillKneeOrthosis(page, { 'Procedure code': 'L5856' });
    },
  },
  {
    name: 'draft delete',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      const draft = await makeDraft(page);
      await page.goto(`${draft}/delete`);
      await hydrated(page);
    },
  },
  {
    name: 'request submitted',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      await submitKneeOrthosis(page);
    },
  },
  {
    name: 'case with documents',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      const draft = await makeDraft(page);
      const documents = new DocumentsPage(page);
      await documents.open(draft);
      await documents.add(pdf('Therapy-notes.pdf', 2));
      await documents.row('Therapy-notes').getByText('Received').waitFor();
      await new TaskListPage(page).open(draft);
      await fillKneeOrthosis(page);
      await submit(page);
      await page.getByRole('region', { name: 'Documents' }).getByText('View pages').click();
      await page.getByRole('img', { name: 'Page 1 of' }).waitFor();
    },
  },
  {
    name: 'case not found',
    arrive: (page) => visit(page, people.frontDesk, '/prior-auth/PA-0000-0000'),
  },
  { name: 'access denied to office staff', arrive: (page) => visit(page, people.frontDesk, '/review') },
];

const asking: Scene[] = [
  {
    name: 'review page asking with errors',
    arrive: async (page, other) => {
      await underReview(page, other);
      await new ReviewPage(page).beginAsking();
      await page.getByText('More items').click();
      await new ReviewPage(page).sendQuestions();
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    },
  },
  {
    name: 'case asked about',
    arrive: async (page, other) => {
      const nurse = await other();
      const reference = await underReview(nurse, other);
      await ask(nurse);
      await visit(page, people.frontDesk, `/prior-auth/${reference}`);
    },
  },
  {
    name: 'answer with an error',
    arrive: async (page, other) => {
      await (await toAnswer(page, other)).send(2);
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    },
  },
  {
    name: 'answer half done',
    arrive: async (page, other) => {
      const answer = await toAnswer(page, other);
      await answer.add(1, pdf('Visit-of-November.pdf', 2));
      await answer.send(1);
      await answer.item(1).waitFor({ state: 'detached' });
      await hydrated(page);
      await answer.words(2).fill('One off the shelf, from October to November.');
      await answer.save(2);
      await answer.item(2).getByText('Saved.').waitFor();
    },
  },
  {
    name: 'case asking for expedited review with errors',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      await submitKneeOrthosis(page);
      const practice = new CasePage(page);
      await practice.beginExpediting();
      await practice.askToExpedite('');
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    },
  },
  {
    name: 'case expedited since it was sent',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      await submitKneeOrthosis(page);
      const practice = new CasePage(page);
      await practice.beginExpediting();
      await practice.askToExpedite('The member fell on Sunday and cannot climb the stairs to bed.');
      await page.getByRole('region', { name: 'Timeline' }).getByText('Expedited review requested').waitFor();
    },
  },
  {
    name: 'documents added later',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      await submitKneeOrthosis(page);
      await page.getByRole('link', { name: 'Add documents' }).click();
      await page.getByLabel('Add documents').setInputFiles([pdf('later.pdf'), notTaken('setup.exe')]);
      const list = page.getByRole('list', { name: 'Documents added later' });
      await list.getByText('Received').waitFor();
      await list.getByText('Only PDF').waitFor();
    },
  },
];

const writing: Scene[] = [
  {
    name: 'case with messages',
    arrive: async (page, other) => {
      const nurse = await other();
      const reference = await underReview(nurse, other);
      await new Messages(nurse).write('Which knee film do you mean in the note of Nov 12?\nIf it is the one from October, that report is fine.');
      await visit(page, people.frontDesk, `/prior-auth/${reference}`);
      await new Messages(page).write('The one from October.');
    },
  },
  {
    name: 'case with a message refused',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      await submitKneeOrthosis(page);
      await new Messages(page).press();
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    },
  },
  {
    name: 'review page with messages and notes',
    arrive: async (page, other) => {
      await underReview(page, other);
      const messages = new Messages(page);
      await messages.write('Which knee film do you mean in the note of Nov 12?');
      await messages.writeNote('The report of October would do.\nCall them on Monday.');
    },
  },
  {
    name: 'review page with a note refused',
    arrive: async (page, other) => {
      await underReview(page, other);
      await hydrated(page);
      await new Messages(page).pressSave();
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    },
  },
];

const intake: Scene[] = [
  { name: 'intake', arrive: (page) => visit(page, people.intake, '/review/intake') },
  {
    name: 'intake with errors',
    arrive: async (page) => {
      await visit(page, people.intake, '/review/intake');
      await page.getByText('More services').click();
      await new IntakePage(page).enter();
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    },
  },
  {
    name: 'intake checked',
    arrive: async (page) => {
      await visit(page, people.intake, '/review/intake');
      const intake = new IntakePage(page);
      await intake.answerReceipt('Phone');
      await intake.answerKneeOrthosis();
      await intake.enter();
      await intake.names.waitFor();
    },
  },
  {
    name: 'intake entered',
    arrive: async (page) => {
      await visit(page, people.intake, '/review/intake');
      const intake = new IntakePage(page);
      await intake.answerReceipt('Phone');
      await intake.answerKneeOrthosis();
      await intake.enterAnyway();
    },
  },
  {
    name: 'review of a request entered by mistake',
    arrive: async (page) => {
      await visit(page, people.intake, '/review/intake');
      const intake = new IntakePage(page);
      await intake.answerReceipt('Mail');
      await intake.answerKneeOrthosis();
      await intake.enterAnyway();
      await new ReviewPage(page).beginTakingBack();
    },
  },
  { name: 'intake document', arrive: (page) => visit(page, people.intake, '/review/intake/document') },
  {
    name: 'intake document with an error',
    arrive: async (page) => {
      await visit(page, people.intake, '/review/intake/document');
      await new IntakePage(page).findRequest('PA-0000');
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    },
  },
  {
    name: 'intake document joined',
    arrive: async (page, other) => {
      const desk = await other();
      await logIn(desk, people.frontDesk);
      const reference = await submitKneeOrthosis(desk);
      await visit(page, people.intake, '/review/intake/document');
      const intake = new IntakePage(page);
      await intake.answerReceipt('Fax');
      await intake.findRequest(reference);
      await page.getByRole('region', { name: 'Is this the request?' }).waitFor();
      await hydrated(page);
      await intake.add(pdf('Fax-of-this-morning.pdf', 2), notTaken('setup.exe'));
      await intake.documents.getByText('Received').waitFor();
      await intake.documents.getByText('Only PDF').waitFor();
    },
  },
];

const plan: Scene[] = [
  { name: 'staff dashboard', arrive: (page) => visit(page, people.nurse, '/dashboard') },
  { name: 'staff dashboard of a lead', arrive: (page) => visit(page, people.lead, '/dashboard') },
  { name: 'staff dashboard without requests', arrive: (page) => visit(page, people.root, '/dashboard') },
  { name: 'work queue overdue', arrive: (page) => visit(page, people.lead, '/review?due=overdue') },
  { name: 'work queue filtered', arrive: (page) => visit(page, people.lead, '/review?urgency=standard&line=commercial') },
  {
    name: 'work queue with nothing that fits',
    arrive: (page) => visit(page, people.nurse, '/review?code=A0000&urgency=expedited'),
  },
  {
    name: 'work queue with an error',
    arrive: async (page) => {
      await visit(page, people.lead, '/review');
      await page.getByRole('button', { name: 'Assign', exact: true }).click();
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    },
  },
  { name: 'keys of the work queue', arrive: (page) => visit(page, people.nurse, '/review?keys=show') },
  { name: 'work queue', arrive: (page) => visit(page, people.nurse, '/review') },
  {
    name: 'review page',
    arrive: async (page, other) => {
      await underReview(page, other);
    },
  },
  {
    name: 'review page sending on with an error',
    arrive: async (page, other) => {
      await underReview(page, other);
      await new ReviewPage(page).begin('Send to physician');
      await page.getByRole('button', { name: 'Send to physician' }).click();
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    },
  },
  {
    name: 'review page of a physician',
    arrive: async (page, other) => {
      await withPhysician(page, other);
    },
  },
  {
    name: 'review page approving a part with errors',
    arrive: async (page, other) => {
      await withPhysician(page, other);
      await new ReviewPage(page).begin('Partially approve');
      await new ReviewPage(page).confirmDecision();
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    },
  },
  {
    name: 'review page denying filled',
    arrive: async (page, other) => {
      await withPhysician(page, other);
      await new ReviewPage(page).begin('Deny');
      await new ReviewPage(page).sayWhy();
    },
  },
  {
    name: 'review page of a lead extending with errors',
    arrive: async (page, other) => {
      const nurse = await other();
      const reference = await underReview(nurse, other);
      await logIn(page, people.lead);
      await new ReviewPage(page).open(reference);
      await page.getByRole('link', { name: 'Extend the clock' }).click();
      await page.getByRole('button', { name: 'Extend the clock' }).click();
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    },
  },
  {
    name: 'review page of a lead changing the urgency with errors',
    arrive: async (page, other) => {
      const nurse = await other();
      const reference = await underReview(nurse, other);
      await logIn(page, people.lead);
      const review = new ReviewPage(page);
      await review.open(reference);
      await review.beginChangingUrgency();
      await review.changeUrgency('Too long');
      await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    },
  },
  {
    name: 'case denied',
    arrive: async (page, other) => {
      const reference = await denied(other);
      await visit(page, people.frontDesk, `/prior-auth/${reference}`);
    },
  },
  {
    name: 'review page deciding',
    arrive: async (page, other) => {
      await underReview(page, other);
      await new ReviewPage(page).beginApproval();
    },
  },
];

export const everyPage: Scene[] = [...open, ...signIn, ...trouble, ...newPassword, ...practice, ...frameScenes, ...stateScenes, ...asking, ...writing, ...intake, ...plan];

// A session that ends in the middle of a form: nothing that was typed or saved is lost, whichever step it is.
import type { Page } from '@playwright/test';
import { people } from '../../fixtures/accounts';
import { pdf } from '../../fixtures/documents';
import { runsScripts } from '../../fixtures/hydrated';
import type { Portico } from '../../fixtures/server';
import { expect, test } from '../../fixtures/test';
import { kneeOrthosis } from '../../flows/fill-knee-orthosis';
import { logIn } from '../../flows/log-in';
import { makeDraft } from '../../flows/make-draft';
import { CasePage } from '../../pages/case-page';
import { DocumentsPage } from '../../pages/documents-page';
import { RequestForm, STEPS, ofStep, type Answers } from '../../pages/request-form';

/** A little more than the 15 minutes a session may idle. */
const IDLE_SECONDS = 16 * 60;

/** The session ends, its owner is told and comes back; `send` is what a page without scripts finds out by. */
async function expire(desk: Page, portico: Portico, send: () => Promise<void>): Promise<void> {
  await portico.advanceClock(IDLE_SECONDS);
  // A page with scripts hears of the end and leaves by itself; without them the person sends the form too late.
  if (!runsScripts()) await send();
  await expect(desk.getByRole('heading', { name: 'Session expired' })).toBeVisible();
  await desk.getByRole('main').getByRole('link', { name: /Log in/ }).click();
  await logIn(desk, people.frontDesk);
}

/** What a person has typed before the last field; the only field of a step is typed. */
function half(answers: Answers): Answers {
  const all = Object.entries(answers);
  return Object.fromEntries(all.slice(0, Math.max(1, all.length - 1)));
}

async function expectTyped(form: RequestForm, answers: Answers): Promise<void> {
  // A choice is checked where it is chosen; these two have other controls.
  const texts = Object.entries(answers).filter(([label]) => label !== 'Unit' && label !== 'Urgency');
  for (const [label, value] of texts) await expect(form.field(label)).toHaveValue(value);
}

test('a request is written and sent although the session expires in the middle of each of its seven steps', async ({ as, portico }) => {
  // Eight times through the log-in page.
  test.setTimeout(240_000);
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  const form = new RequestForm(desk);

  for (const { path, heading } of STEPS.filter((step) => step.labels.length > 0)) {
    await test.step(heading, async () => {
      const answers = ofStep(path, kneeOrthosis());
      const typed = half(answers);
      await form.open(draft, path);
      await form.answer(typed);
      await expire(desk, portico, () => form.saveAndContinue());
      // What was sent too late is saved when its sender is back: a step that is whole leads on, like any other.
      if (runsScripts() || Object.keys(typed).length < Object.keys(answers).length) await form.expectOn(path);
      else await form.open(draft, path);
      await expectTyped(form, typed);
      await form.answer(answers);
      await form.saveAndContinue();
      await expect(desk).not.toHaveURL(new RegExp(`/${path}$`));
    });
  }

  await test.step('Documents', async () => {
    const documents = new DocumentsPage(desk);
    await documents.open(draft);
    await documents.add(pdf('chart.pdf'));
    await expect(documents.row('chart.pdf')).toContainText('Received');
    // The line hangs: where the page itself sends files, the second one is half way when the session ends.
    await desk.route('**/files/*/append?*', () => {});
    if (runsScripts()) await documents.add(pdf('notes.pdf'));
    if (runsScripts()) await expect(documents.cancel('notes.pdf')).toBeVisible();
    await expire(desk, portico, () => documents.add(pdf('notes.pdf')));
    await desk.unroute('**/files/*/append?*');
    await form.expectOn('documents');
    await expect(documents.row('chart.pdf')).toContainText('Received');
    await documents.add(pdf('notes.pdf'));
    await expect(documents.row('notes.pdf').filter({ hasText: 'Received' })).toBeVisible();
  });

  await test.step('Check your answers', async () => {
    await form.open(draft, 'check');
    await expire(desk, portico, () => form.submit());
    if (runsScripts()) {
      await form.expectOn('check');
      await form.submit();
    }
    await expect(desk.getByRole('heading', { name: 'Request submitted' })).toBeVisible();
  });

  await expect(new CasePage(desk).status('Submitted')).toBeVisible();
  for (const words of ['L1832', 'M17.11', 'Knee gives way on stairs', 'chart.pdf', 'notes.pdf']) {
    await expect(desk.getByRole('main')).toContainText(words);
  }
});

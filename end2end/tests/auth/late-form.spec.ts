// A session that ends in the middle of a form: nothing that was typed is lost, whichever step it is.
import { people } from '../../fixtures/accounts';
import { runsScripts } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { kneeOrthosis } from '../../flows/fill-knee-orthosis';
import { logIn } from '../../flows/log-in';
import { makeDraft } from '../../flows/make-draft';
import { RequestForm, STEPS, ofStep } from '../../pages/request-form';

/** A little more than the 15 minutes a session may idle. */
const IDLE_SECONDS = 16 * 60;

for (const { path, heading, labels } of STEPS.filter((step) => step.labels.length > 0)) {
  test(`what was typed into "${heading}" when the session expired is there once its owner is back`, async ({ as, portico }) => {
    const desk = await as(people.frontDesk);
    const draft = await makeDraft(desk);
    const form = new RequestForm(desk);
    await form.open(draft, path);
    // The last field stays empty: a step that is not finished is kept, too.
    const answers = Object.entries(ofStep(path, kneeOrthosis()));
    const typed = Object.fromEntries(answers.slice(0, Math.max(1, answers.length - 1)));
    await form.answer(typed);
    await portico.advanceClock(IDLE_SECONDS);
    // A page with scripts hears of the end and leaves by itself; without them the person sends the form too late.
    if (!runsScripts()) await form.saveAndContinue();
    await expect(desk.getByRole('heading', { name: 'Session expired' })).toBeVisible();
    await desk.getByRole('main').getByRole('link', { name: /Log in/ }).click();
    await logIn(desk, people.frontDesk);
    await form.open(draft, path);
    for (const label of labels.filter((label) => label in typed && label !== 'Unit' && label !== 'Urgency')) {
      await expect(form.field(label)).toHaveValue(typed[label] ?? '');
    }
  });
}

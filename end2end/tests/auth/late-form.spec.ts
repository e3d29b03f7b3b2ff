// A session that ends in the middle of a form: nothing that was typed is lost.
import { members, people } from '../../fixtures/accounts';
import { hydrated, runsScripts } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { fillKneeOrthosis } from '../../flows/fill-knee-orthosis';
import { logIn } from '../../flows/log-in';
import { makeDraft } from '../../flows/make-draft';
import { RequestForm } from '../../pages/request-form';

/** A little more than the 15 minutes a session may idle. */
const IDLE_SECONDS = 16 * 60;

test('what was typed when the session expired is in the draft once its owner is back', async ({ as, portico }) => {
  const desk = await as(people.frontDesk);
  const path = await makeDraft(desk);
  await fillKneeOrthosis(desk);
  await portico.advanceClock(IDLE_SECONDS);
  // A page with scripts hears of the end and leaves by itself; without them the person sends the form too late.
  if (!runsScripts()) await desk.getByRole('button', { name: 'Save and continue' }).click();
  await expect(desk.getByRole('heading', { name: 'Session expired' })).toBeVisible();
  await desk.getByRole('main').getByRole('link', { name: /Log in/ }).click();
  await logIn(desk, people.frontDesk);
  await desk.goto(path);
  await hydrated(desk);
  const form = new RequestForm(desk);
  await expect(form.field('Last name')).toHaveValue(members.rosa.lastName);
  await expect(form.field('Clinical summary')).toHaveValue(/valgus stress test positive/);
});

// A lower-limb prosthesis may not be sent without a clinician's word.
import { people } from '../../fixtures/accounts';
import { hydrated } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { fillKneeOrthosis } from '../../flows/fill-knee-orthosis';
import { logIn } from '../../flows/log-in';
import { makeDraft } from '../../flows/make-draft';
import { submit } from '../../flows/submit';
import { ErrorSummary } from '../../pages/error-summary';
import { RequestForm } from '../../pages/request-form';

const PROSTHESIS = { 'Procedure code': 'L5856' };

test('a coordinator sends a draft to a clinician, who attests it, and sends it to the plan', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  await fillKneeOrthosis(desk, PROSTHESIS);
  const form = new RequestForm(desk);
  await form.submit();
  await new ErrorSummary(desk).expectShown();
  await form.field('Clinician').selectOption({ label: 'Dr. Susan Lee' });
  await desk.getByRole('button', { name: 'Send to a clinician for attestation' }).click();
  await expect(desk.getByRole('region', { name: 'Attestation' })).toContainText('Dana Brooks asked Dr. Susan Lee');

  const doctor = await anotherBrowser();
  await logIn(doctor, people.clinician);
  await doctor.goto('/prior-auth?group=needs_you');
  await hydrated(doctor);
  await doctor.getByRole('listitem').filter({ hasText: 'Waits for your attestation' }).getByRole('link').first().click();
  await expect(doctor.getByRole('heading', { level: 1, name: 'New request for Rosa Delgado' })).toBeVisible();
  const theirs = new RequestForm(doctor);
  await theirs.open(draft, 'check');
  await doctor.getByRole('button', { name: 'Attest and give back to Dana Brooks' }).click();
  await new ErrorSummary(doctor).expectShown();
  await doctor.getByLabel('I attest to this').check();
  await doctor.getByRole('button', { name: 'Attest and give back to Dana Brooks' }).click();
  await expect(doctor.getByRole('region', { name: 'Attestation' })).toContainText('Dr. Susan Lee attested on');

  await desk.goto('/prior-auth?group=needs_you');
  await hydrated(desk);
  await expect(desk.getByRole('listitem').filter({ hasText: 'Attested: ready to send' }).first()).toBeVisible();
  await form.open(draft, 'check');
  await submit(desk);
});

test('a clinician attests and sends in one', async ({ as }) => {
  const doctor = await as(people.clinician);
  await makeDraft(doctor);
  await fillKneeOrthosis(doctor, PROSTHESIS);
  await new RequestForm(doctor).submit();
  const summary = new ErrorSummary(doctor);
  await summary.expectShown();
  await summary.link(/attestation/).click();
  await expect(doctor.getByLabel('I attest to this')).toBeFocused();
  await doctor.getByLabel('I attest to this').check();
  await submit(doctor);
});

test('a request that asks for the same is pointed at, and can be sent all the same', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await makeDraft(desk);
  await fillKneeOrthosis(desk);
  const first = await submit(desk);
  await makeDraft(desk);
  await fillKneeOrthosis(desk);
  await expect(desk.getByText('Your practice has asked for this already.')).toBeVisible();
  await expect(desk.getByRole('link', { name: first })).toBeVisible();
  await submit(desk);
});

import type { Page } from '@playwright/test';
import { members } from '../fixtures/accounts';
import { inPlanZone } from '../fixtures/dates';
import { RequestForm, STEPS, ofStep, type Answers } from '../pages/request-form';
import { TaskListPage } from '../pages/task-list-page';

/** The request everyone tries: a knee orthosis for Rosa Delgado, which Medicare really asks to authorize. */
export function kneeOrthosis(): Answers {
  return {
    'Member ID': members.rosa.id,
    'Date of birth': members.rosa.birthDate,
    'Last name': members.rosa.lastName,
    'Requesting provider NPI': '1234567893',
    'Rendering provider NPI': '1234567893',
    'Place of service': '12',
    'Procedure code': 'L1832',
    Quantity: '1',
    Unit: 'Each',
    // From tomorrow, so that a test that runs over midnight still asks for a day that has not passed.
    From: inPlanZone(1),
    To: inPlanZone(31),
    Urgency: 'Standard',
    'Diagnosis code': 'M17.11',
    'Clinical summary': 'Knee gives way on stairs; valgus stress test positive. Six weeks of therapy without lasting gain.',
  };
}

/**
 * Fills in all steps with the knee orthosis, changed where a test says so.
 *
 * Before: the browser is on the list of tasks of a draft that has not been submitted.
 * After: every step is saved; the browser is on "Check your answers", and nothing has been sent.
 */
export async function fillKneeOrthosis(page: Page, changed: Answers = {}): Promise<void> {
  const answers = { ...kneeOrthosis(), ...changed };
  const form = new RequestForm(page);
  await new TaskListPage(page).link('Member').click();
  for (const { path } of STEPS) {
    await form.expectOn(path);
    if (path === 'check') break;
    await form.answer(ofStep(path, answers));
    await form.saveAndContinue();
  }
}

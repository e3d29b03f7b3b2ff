import type { Page } from '@playwright/test';
import { members } from '../fixtures/accounts';
import { inPlanZone } from '../fixtures/dates';
import { RequestForm, type Answers } from '../pages/request-form';

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
 * Fills the form with the knee orthosis, changed where a test says so.
 *
 * Before: the browser is on the form of a draft that has not been submitted.
 * After: every field of the form is filled; nothing has been sent.
 */
export async function fillKneeOrthosis(page: Page, changed: Answers = {}): Promise<void> {
  await new RequestForm(page).answer({ ...kneeOrthosis(), ...changed });
}

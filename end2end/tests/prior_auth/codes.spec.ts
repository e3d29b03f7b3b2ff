// What happens to a code depends on whether the plan knows it and whether a rule lists it.
import { people } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { submitKneeOrthosis } from '../../flows/submit';
import { CasePage } from '../../pages/case-page';

/** In the shipped code set, in no coverage rule. */
const KNOWN_WITHOUT_RULE = 'L1830';
/** Well formed, in no shipped code set. */
const UNKNOWN = 'V9999';

test('a known code that no rule lists needs no authorization', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await submitKneeOrthosis(desk, { 'Procedure code': KNOWN_WITHOUT_RULE });
  await expect(new CasePage(desk).status('No authorization required')).toBeVisible();
});

test('a code the plan does not know goes to review', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await submitKneeOrthosis(desk, { 'Procedure code': UNKNOWN });
  await expect(new CasePage(desk).status('Submitted')).toBeVisible();
});

import { expect, type Page } from '@playwright/test';
import { hydrated } from '../fixtures/hydrated';
import { CasePage } from '../pages/case-page';
import { RequestForm } from '../pages/request-form';
import { fillKneeOrthosis } from './fill-knee-orthosis';
import { makeDraft } from './make-draft';

/**
 * Sends a draft in which nothing is missing.
 *
 * Before: the browser is on "Check your answers".
 * After: the browser is on the new case, which says "Request submitted". Returns the reference.
 */
export async function submit(page: Page): Promise<string> {
  await new RequestForm(page).submit();
  await expect(page.getByRole('heading', { name: 'Request submitted' })).toBeVisible();
  await hydrated(page);
  return new CasePage(page).reference();
}

/**
 * A whole knee orthosis request, from nothing to submitted.
 *
 * Before: a coordinator is signed in.
 * After: the browser is on the submitted case. Returns the reference.
 */
export async function submitKneeOrthosis(page: Page, changed: Parameters<typeof fillKneeOrthosis>[1] = {}): Promise<string> {
  await makeDraft(page);
  await fillKneeOrthosis(page, changed);
  return submit(page);
}

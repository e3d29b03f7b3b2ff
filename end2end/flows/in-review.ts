import type { Page } from '@playwright/test';
import { people } from '../fixtures/accounts';
import { takeFromQueue } from './approve';
import { logIn } from './log-in';
import { submitKneeOrthosis } from './submit';

interface Fixtures {
  as: (userId: string) => Promise<Page>;
  anotherBrowser: () => Promise<Page>;
}

/** Both sides of a request. */
interface InReview {
  desk: Page;
  nurse: Page;
  reference: string;
}

/**
 * A knee orthosis request that a nurse has taken.
 *
 * Before: nobody is signed in.
 * After: the office is on its submitted case, the nurse on the same one in a browser of their own, and has it.
 */
export async function inReview({ as, anotherBrowser }: Fixtures): Promise<InReview> {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  await takeFromQueue(nurse, reference);
  return { desk, nurse, reference };
}

// What is printed for the chart: the confirmation of a request and a proof, by a button where scripts run.
import { people } from '../../fixtures/accounts';
import { runsScripts } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { logIn } from '../../flows/log-in';
import { submitKneeOrthosis } from '../../flows/submit';

test('the confirmation of a request has a button that prints it, and is on paper without it', async ({ page }) => {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-printed', 'true');
  });
  await logIn(page, people.frontDesk);
  const reference = await submitKneeOrthosis(page);
  const confirmation = page.getByRole('region', { name: 'Request submitted' });
  const print = confirmation.getByRole('button', { name: 'Print' });
  if (runsScripts()) {
    await print.click();
    await expect(page.locator('html')).toHaveAttribute('data-printed', 'true');
  } else {
    await expect(print).toHaveCount(0);
  }
  await page.emulateMedia({ media: 'print' });
  await expect(confirmation).toContainText(reference);
  await expect(print).toHaveCount(0);
  const head = page.locator('.paper-head');
  await expect(head).toBeVisible();
  const words = await head.evaluate((head) => ['::before', '::after'].map((end) => getComputedStyle(head, end).content));
  expect(words.join(' '), 'the plan and the practice').toContain('Cedar Hill Orthopedics');
  expect(words[0]).toMatch(/Health Plan/);
  await page.emulateMedia({ media: 'screen' });
  await expect(head).toBeHidden();
});

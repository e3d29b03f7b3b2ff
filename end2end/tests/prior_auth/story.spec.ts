// The story the product exists for: a request travels from the front desk to the nurse and comes back decided.
import { people } from '../../fixtures/accounts';
import { hydrated, runsScripts } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { approve, takeFromQueue } from '../../flows/approve';
import { logIn } from '../../flows/log-in';
import { submitKneeOrthosis } from '../../flows/submit';
import { CaseListPage } from '../../pages/case-list-page';
import { CasePage } from '../../pages/case-page';

test('a submitted knee orthosis is approved by a nurse, and the front desk sees it', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const deskCase = new CasePage(desk);
  await expect(deskCase.status('Submitted')).toBeVisible();
  await expect(desk.getByRole('region', { name: 'What happens next' })).toContainText('Due ');

  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  await takeFromQueue(nurse, reference);
  await approve(nurse);

  if (!runsScripts()) await desk.reload();
  await expect(deskCase.status('Approved')).toBeVisible();
  await expect(deskCase.timeline()).toContainText('Submitted');
  await expect(deskCase.timeline()).toContainText('Approved');

  const list = new CaseListPage(desk);
  await list.open();
  await expect(list.row(reference)).toContainText('Approved');
});

test('the list shows a decision without being loaded again', { tag: '@javascript' }, async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const list = new CaseListPage(desk);
  await list.open();
  await expect(list.row(reference)).toContainText('Submitted');

  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  await takeFromQueue(nurse, reference);
  await expect(list.row(reference)).toContainText('In review');
  await approve(nurse);

  await expect(list.row(reference)).toContainText('Approved');
});

test('a reference opens the same case at its own address', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  await desk.goto('/dashboard');
  await hydrated(desk);
  const page = new CasePage(desk);
  await page.open(reference);
  await expect(page.status('Submitted')).toBeVisible();
  await expect(desk.getByRole('navigation', { name: 'Breadcrumb' })).toContainText(reference);
});

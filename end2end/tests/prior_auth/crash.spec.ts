// A server that is killed in the middle of the work: what was saved is there when it runs again.
import { people } from '../../fixtures/accounts';
import { pdf } from '../../fixtures/documents';
import { hydrated } from '../../fixtures/hydrated';
import { AWAY, test } from '../../fixtures/own-server';
import { expect } from '../../fixtures/test';
import { kneeOrthosis } from '../../flows/fill-knee-orthosis';
import { makeDraft } from '../../flows/make-draft';
import { CaseListPage } from '../../pages/case-list-page';
import { CasePage } from '../../pages/case-page';
import { DocumentsPage } from '../../pages/documents-page';
import { RequestForm, STEPS, ofStep } from '../../pages/request-form';
import { TaskListPage } from '../../pages/task-list-page';

/** How many requests the practice has. */
async function total(list: CaseListPage): Promise<number> {
  return Number(/of (\d+)/.exec(await list.shown.innerText())?.[1]);
}

test('a server that is killed between any two steps, and while it takes the request, loses nothing', { tag: '@once' }, async ({ as, own, problems }) => {
  // Nine servers, one after the other.
  test.setTimeout(180_000);
  problems.expect(AWAY);
  const desk = await as(people.frontDesk);
  const crash = async (): Promise<void> => {
    await own.kill();
    await own.startAgain();
  };
  const list = new CaseListPage(desk);
  await list.open();
  const before = await total(list);
  const draft = await makeDraft(desk);
  await crash();

  // The page that was open goes on, in the same session.
  const form = new RequestForm(desk);
  await new TaskListPage(desk).link('Member').click();
  for (const { path } of STEPS) {
    await form.expectOn(path);
    if (path === 'check') break;
    await form.answer(ofStep(path, kneeOrthosis()));
    if (path === 'documents') {
      const documents = new DocumentsPage(desk);
      await documents.add(pdf('chart.pdf', 2));
      await expect(documents.row('chart.pdf')).toContainText('Received');
      await crash();
      await documents.open(draft);
      await expect(documents.row('chart.pdf')).toContainText('2 pages');
    }
    await form.saveAndContinue();
    await expect(desk).not.toHaveURL(new RegExp(`/${path}$`));
    await crash();
  }

  await form.open(draft, 'check');
  for (const words of ['Rosa Delgado', '1234567893', 'L1832', 'M17.11', 'Knee gives way on stairs', '1 document']) {
    await expect(desk.getByRole('main')).toContainText(words);
  }
  // Sent and killed at once: afterwards there is a draft or a request, and never both or neither.
  await desk.getByRole('button', { name: 'Submit request' }).click({ noWaitAfter: true });
  await crash();
  await desk.goto(draft);
  await hydrated(desk);
  if (new URL(desk.url()).pathname.startsWith(draft)) {
    await form.open(draft, 'check');
    await form.submit();
  }
  const page = new CasePage(desk);
  const reference = await page.reference();
  await expect(page.status('Submitted')).toBeVisible();
  const papers = desk.getByRole('region', { name: 'Documents' });
  await papers.getByText('View pages').click();
  const image = papers.getByRole('img', { name: 'Page 1 of chart.pdf' });
  await expect.poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBeGreaterThan(1_000);

  await list.open();
  await expect(list.row(reference)).toContainText('Submitted');
  expect(await total(list), 'sent once').toBe(before + 1);
});

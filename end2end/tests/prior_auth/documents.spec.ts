// Documents of a request: added, refused, cancelled, gone on with after a broken line, sent and looked at.
import { people } from '../../fixtures/accounts';
import { notTaken, pdf } from '../../fixtures/documents';
import { hydrated } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { takeFromQueue } from '../../flows/approve';
import { fillKneeOrthosis } from '../../flows/fill-knee-orthosis';
import { logIn } from '../../flows/log-in';
import { makeDraft } from '../../flows/make-draft';
import { submit } from '../../flows/submit';
import { DocumentsPage } from '../../pages/documents-page';
import { TaskListPage } from '../../pages/task-list-page';

test('several files are added at once, each with its receipt, and one is removed again', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const documents = new DocumentsPage(desk);
  await documents.open(await makeDraft(desk));
  await documents.add(pdf('chart.pdf', 2), pdf('notes.pdf'));
  await expect(documents.row('chart.pdf')).toContainText('2 pages');
  await expect(documents.row('chart.pdf')).toContainText('SHA-256');
  await expect(documents.row('notes.pdf')).toContainText('Received');
  await documents.remove('chart.pdf').click();
  await expect(documents.row('chart.pdf')).toHaveCount(0);
  await expect(documents.row('notes.pdf')).toBeVisible();
});

test('on a phone a photo is taken, and added like any file', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const documents = new DocumentsPage(desk);
  await documents.open(await makeDraft(desk));
  if (!test.info().project.use.isMobile) {
    await expect(documents.photo()).toBeHidden();
    return;
  }
  await expect(documents.photo()).toHaveAttribute('capture', 'environment');
  const photo = { name: 'wound.png', mimeType: 'image/png', buffer: await desk.screenshot() };
  await documents.photo().setInputFiles(photo);
  await expect(documents.row(photo.name)).toContainText('Received');
  await expect(documents.row(photo.name)).toContainText('1 page');
});

test('a refused file says what to do instead', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const documents = new DocumentsPage(desk);
  await documents.open(await makeDraft(desk));
  const broken = pdf('broken.pdf');
  await documents.add(notTaken('setup.exe'), { ...broken, buffer: broken.buffer.subarray(0, 300) });
  await expect(documents.row('setup.exe')).toContainText('Only PDF, PNG, JPEG and TIFF files are taken');
  await expect(documents.row('broken.pdf')).toContainText('This file could not be read');
});

test('a broken line is gone on with by itself', { tag: '@javascript' }, async ({ as, problems }) => {
  problems.expect(/ERR_CONNECTION_RESET/);
  const desk = await as(people.frontDesk);
  const documents = new DocumentsPage(desk);
  await documents.open(await makeDraft(desk));
  let broken = 0;
  await desk.route('**/files/*/append?*', async (route) => {
    broken += 1;
    if (broken === 1) await route.abort('connectionreset');
    else await route.continue();
  });
  await documents.add(pdf('large.pdf', 1, 300_000));
  await expect(documents.row('large.pdf')).toContainText('Received', { timeout: 15_000 });
  expect(broken).toBe(2);
});

test('a file on its way is cancelled', { tag: '@javascript' }, async ({ as }) => {
  const desk = await as(people.frontDesk);
  const documents = new DocumentsPage(desk);
  await documents.open(await makeDraft(desk));
  await desk.route('**/files/*/append?*', () => {
    // Never answered: the line hangs.
  });
  await documents.add(pdf('slow.pdf'));
  await documents.cancel('slow.pdf').click();
  await expect(documents.row('slow.pdf')).toHaveCount(0);
  await desk.reload();
  await hydrated(desk);
  await expect(documents.row('slow.pdf')).toHaveCount(0);
});

test('a nurse looks at the pages of what was sent', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  const documents = new DocumentsPage(desk);
  await documents.open(draft);
  await documents.add(pdf('chart.pdf', 2));
  await expect(documents.row('chart.pdf')).toContainText('Received');
  await new TaskListPage(desk).open(draft);
  await fillKneeOrthosis(desk);
  const reference = await submit(desk);

  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  await takeFromQueue(nurse, reference);
  const panel = nurse.getByRole('region', { name: 'Documents' });
  await expect(panel).toContainText('chart.pdf');
  await panel.getByText('View pages').click();
  const image = panel.getByRole('img', { name: 'Page 1 of chart.pdf' });
  await expect(image).toBeVisible();
  await expect.poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBeGreaterThan(1_000);

  await nurse.getByRole('searchbox', { name: 'Words' }).fill('PAGE 2');
  await nurse.getByRole('button', { name: 'Find', exact: true }).click();
  await expect(nurse.getByRole('list', { name: 'Places' })).toContainText('Page 2 of chart.pdf');
  await expect(nurse).not.toHaveURL(/page/i);
});

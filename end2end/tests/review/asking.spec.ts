// The plan asks, the practice answers, the plan decides; and what the practice adds without being asked.
import { people } from '../../fixtures/accounts';
import { pdf } from '../../fixtures/documents';
import { hydrated, runsScripts } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { approve } from '../../flows/approve';
import { ask, asked } from '../../flows/ask';
import { inReview } from '../../flows/in-review';
import { logIn } from '../../flows/log-in';
import { AnswerPage } from '../../pages/answer-page';
import { CasePage } from '../../pages/case-page';
import { ErrorSummary } from '../../pages/error-summary';
import { ReviewPage } from '../../pages/review-page';

const TRIED = 'One off the shelf, from October to November.';

test('a nurse asks, the office answers item by item, and the nurse approves', async ({ as, anotherBrowser }) => {
  const { desk, nurse, reference } = await inReview({ as, anotherBrowser });
  const review = new ReviewPage(nurse);
  await review.beginAsking();
  await review.sendQuestions();
  await expect(new ErrorSummary(nurse).link('Enter what is needed in item 1')).toBeVisible();
  await review.open(reference);
  await ask(nurse);

  const practice = new CasePage(desk);
  if (!runsScripts()) await desk.reload();
  await expect(practice.status('Information requested')).toBeVisible();
  await expect(desk.getByRole('region', { name: 'Checklist' })).toContainText(asked.notes);

  const answer = new AnswerPage(desk);
  await answer.begin();
  await answer.send(1);
  await expect(new ErrorSummary(desk).link('Choose a document for item 1')).toBeVisible();
  await hydrated(desk);
  await answer.add(1, pdf('visit.pdf', 2));
  await answer.words(2).fill(TRIED);
  await answer.save(2);
  await expect(answer.item(2).getByText('Saved.')).toBeVisible();
  await nurse.reload();
  await hydrated(nurse);
  await expect(nurse.getByText(TRIED)).toHaveCount(0);
  await expect(nurse.getByText('visit.pdf')).toHaveCount(0);

  await desk.reload();
  await hydrated(desk);
  await expect(answer.words(2)).toHaveValue(TRIED);
  await answer.send(1);
  await expect(answer.item(1)).toHaveCount(0);
  await hydrated(desk);
  await answer.send(2);
  await desk.waitForURL(`**/prior-auth/${reference}`);
  await expect(practice.status('In review')).toBeVisible();

  if (!runsScripts()) await nurse.reload();
  const checklist = nurse.getByRole('region', { name: 'Checklist' });
  await expect(checklist).toContainText(TRIED);
  await expect(checklist.getByRole('link', { name: 'visit.pdf' })).toBeVisible();
  await approve(nurse);
  if (!runsScripts()) await desk.reload();
  await expect(practice.status('Approved')).toBeVisible();
});

test('what a colleague saved is shown, and is not put over unseen', async ({ as, anotherBrowser }) => {
  const { desk, nurse, reference } = await inReview({ as, anotherBrowser });
  await ask(nurse);
  const doctor = await anotherBrowser();
  await logIn(doctor, people.clinician);
  await new CasePage(doctor).open(reference);
  const theirs = new AnswerPage(doctor);
  await theirs.begin();

  if (!runsScripts()) await desk.reload();
  const answer = new AnswerPage(desk);
  await answer.begin();
  await answer.words(2).fill(TRIED);
  await answer.save(2);
  await expect(answer.item(2).getByText('Saved.')).toBeVisible();

  const typed = 'A custom one, for two weeks.';
  await theirs.words(2).fill(typed);
  await theirs.save(2);
  await expect(doctor.getByRole('alert')).toContainText('Someone else changed this request');
  await expect(theirs.item(2)).toContainText('Dana Brooks saved an answer');
  await expect(theirs.item(2)).toContainText(TRIED);
  await expect(theirs.words(2)).toHaveValue(typed);
  await expect(theirs.item(1)).not.toContainText('What changed:');

  await hydrated(doctor);
  await theirs.save(2);
  await expect(theirs.item(2).getByText('Saved.')).toBeVisible();
  await expect(theirs.item(2)).not.toContainText('What changed:');
  await desk.reload();
  await hydrated(desk);
  await expect(answer.words(2)).toHaveValue(typed);
});

test('a document that nobody asked for is with the reviewer at once, and is not overlooked', async ({ as, anotherBrowser }) => {
  const { desk, nurse } = await inReview({ as, anotherBrowser });

  await desk.getByRole('link', { name: 'Add documents' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'Add documents' })).toBeVisible();
  await hydrated(desk);
  await desk.getByLabel('Add documents').setInputFiles(pdf('later.pdf'));
  if (!runsScripts()) await desk.getByRole('button', { name: 'Add files' }).click();
  await expect(desk.getByRole('list', { name: 'Documents added later' })).toContainText('later.pdf');

  if (!runsScripts()) await nurse.reload();
  await expect(nurse.getByRole('region', { name: 'Documents' })).toContainText('later.pdf');
  await expect(nurse.getByRole('region', { name: 'Timeline' })).toContainText('later.pdf');
});

// A draft belongs to the practice; who began it may delete it.
import { people } from '../../fixtures/accounts';
import { hydrated } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { logIn } from '../../flows/log-in';
import { makeDraft } from '../../flows/make-draft';
import { RequestForm } from '../../pages/request-form';
import { TaskListPage } from '../../pages/task-list-page';

test('a colleague writes on in a draft and is offered no way to delete it', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  const doctor = await anotherBrowser();
  await logIn(doctor, people.clinician);
  const form = new RequestForm(doctor);
  await form.open(draft, 'clinical');
  await form.answer({ 'Clinical summary': 'Seen today; unstable.' });
  await doctor.getByRole('button', { name: 'Save and leave' }).click();
  await expect(new TaskListPage(doctor).task('Clinical information')).toContainText('Done');
  await expect(doctor.getByRole('link', { name: 'Delete draft' })).toHaveCount(0);

  await new TaskListPage(desk).open(draft);
  await expect(new TaskListPage(desk).task('Clinical information')).toContainText('3 words');
  await expect(desk.getByRole('main')).toContainText('by Dr. Susan Lee');
});

test('a draft is deleted after a question', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  await desk.getByRole('link', { name: 'Delete draft' }).click();
  await expect(desk.getByRole('heading', { name: 'Delete this draft?' })).toBeVisible();
  await desk.getByRole('link', { name: 'Keep draft' }).click();
  await expect(new TaskListPage(desk).link('Member')).toBeVisible();
  await hydrated(desk);

  await desk.getByRole('link', { name: 'Delete draft' }).click();
  await desk.getByRole('button', { name: 'Delete draft' }).click();
  await expect(desk).toHaveURL(/\/prior-auth\?group=drafts$/);
  const gone = await desk.goto(draft);
  expect(gone?.status()).toBe(404);
});

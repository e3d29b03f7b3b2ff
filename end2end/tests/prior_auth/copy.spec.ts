// A request like an earlier one: begun from its page, with everything but documents and the attestation.
import { people } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { logIn } from '../../flows/log-in';
import { submitKneeOrthosis } from '../../flows/submit';
import { TaskListPage } from '../../pages/task-list-page';

test('a request is copied into a draft that says where it comes from', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  await desk.goto(`/prior-auth/${reference}`);
  await desk.getByRole('button', { name: 'Copy to a new request' }).click();
  await expect(desk).toHaveURL(/\/prior-auth\/drafts\/[^/]+$/);
  const tasks = new TaskListPage(desk);
  await expect(desk.getByRole('main')).toContainText(`Copied from ${reference}`);
  for (const task of ['Member', 'Providers', 'Service', 'Diagnosis', 'Clinical information']) {
    await expect(tasks.task(task)).toContainText('Done');
  }
  await expect(tasks.task('Documents')).toContainText('Not started');
  const draft = desk.url();
  await desk.goto(`/prior-auth/${reference}`);
  await desk.getByRole('button', { name: 'Copy to a new request' }).click();
  await expect(desk).toHaveURL(draft);

  const viewer = await anotherBrowser();
  await logIn(viewer, people.viewer);
  await viewer.goto(`/prior-auth/${reference}`);
  await expect(viewer.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(viewer.getByRole('button', { name: 'Copy to a new request' })).toHaveCount(0);
});

// A page that is offline says so, keeps what was typed, and goes on by itself.
import { people } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { makeDraft } from '../../flows/make-draft';
import { FramePage } from '../../pages/frame-page';
import { RequestForm } from '../../pages/request-form';

test('without a connection the page says so, and what was typed is there when it is back', { tag: '@javascript' }, async ({ as, problems }) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED/);
  const desk = await as(people.frontDesk);
  const form = new RequestForm(desk);
  await form.open(await makeDraft(desk), 'clinical');
  const { connection } = new FramePage(desk);
  await expect(connection).toBeEmpty();
  await desk.context().setOffline(true);
  await expect(connection).toContainText('You are offline. What you typed is kept');
  await form.field('Clinical summary').fill('Typed without a connection.');
  await desk.getByRole('button', { name: 'Save and continue' }).click();
  await expect(desk.getByText('The server did not answer.').first()).toBeVisible();
  await expect(form.field('Clinical summary')).toHaveValue('Typed without a connection.');

  await desk.context().setOffline(false);
  await expect(connection).not.toContainText('You are offline');
  await form.saveAndContinue();
  await expect(desk).not.toHaveURL(/\/clinical$/);
  await desk.goBack();
  await expect(form.field('Clinical summary')).toHaveValue('Typed without a connection.');
});

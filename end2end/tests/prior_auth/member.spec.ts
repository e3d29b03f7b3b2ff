// Finding the member: by the card or by name, never by less; and members of earlier requests, who are picked.
import { members, people } from '../../fixtures/accounts';
import { hydrated } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { makeDraft } from '../../flows/make-draft';
import { RequestForm } from '../../pages/request-form';

test('a member is found by name and stands in the step', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const form = new RequestForm(desk);
  await form.open(await makeDraft(desk), 'member');
  const { rosa } = members;
  await form.answer({ 'Last name': rosa.lastName, 'First name': rosa.firstName, 'Date of birth': rosa.birthDate });
  await desk.getByRole('button', { name: 'Find member' }).click();
  await expect(form.field('Member ID')).toHaveValue(rosa.id);
  await expect(desk.getByRole('main')).toContainText('Medicare Advantage, covered on');
  await hydrated(desk);
  await form.saveAndContinue();
  await form.expectOn('providers');
});

test('a member whose coverage has ended says when, and what to do', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const form = new RequestForm(desk);
  await form.open(await makeDraft(desk), 'member');
  await form.answer({ 'Member ID': members.tom.id, 'Date of birth': members.tom.birthDate });
  await desk.getByRole('button', { name: 'Find member' }).click();
  await expect(desk.getByRole('main')).toContainText(/Coverage ended on \w+ \d+, \d{4}\. Ask the member for a newer card/);
});

test('nobody found says what to do and keeps what was typed', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const form = new RequestForm(desk);
  await form.open(await makeDraft(desk), 'member');
  await form.answer({ 'Last name': 'Delgado', 'First name': 'Rosie', 'Date of birth': members.rosa.birthDate });
  await desk.getByRole('button', { name: 'Find member' }).click();
  await expect(desk).toHaveTitle(/^Error: /);
  await expect(desk.getByRole('alert').getByRole('link')).toHaveText([
    'Check member ID, date of birth and last name: together they match no member',
  ]);
  await expect(form.field('Last name')).toHaveValue('Delgado');
  await expect(form.field('First name')).toHaveValue('Rosie');
});

test('a member of an earlier request is picked', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const form = new RequestForm(desk);
  await form.open(await makeDraft(desk), 'member');
  await desk.getByText('Members of your earlier requests').click();
  const choose = desk.getByRole('button', { name: /^Choose / }).first();
  const name = ((await choose.textContent()) ?? '').replace(/^Choose\s+/, '').trim();
  await choose.click();
  await expect(form.field('Member ID')).toHaveValue(/^LHP\d{9}$/);
  await expect(desk.getByRole('main')).toContainText(name);
});

// A request may ask for several services, which are written one at a time.
import { people } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { fillKneeOrthosis, kneeOrthosis } from '../../flows/fill-knee-orthosis';
import { makeDraft } from '../../flows/make-draft';
import { submit } from '../../flows/submit';
import { CasePage } from '../../pages/case-page';
import { RequestForm, ofStep } from '../../pages/request-form';

test('two services are written, changed and sent in one request', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  await fillKneeOrthosis(desk, { Modifiers: 'RT' });
  const form = new RequestForm(desk);
  await form.open(draft, 'service');
  await desk.getByRole('button', { name: 'Save and add another service' }).click();
  await expect(desk.getByRole('group', { name: 'Service 2' })).toBeVisible();
  await expect(form.field('Procedure code')).toHaveValue('');
  await expect(form.field('From')).toHaveValue(kneeOrthosis()['From'] ?? '');

  await form.answer({ 'Procedure code': 'L1830', Quantity: '2' });
  await desk.getByRole('button', { name: /^Change service 1/ }).click();
  await expect(form.field('Procedure code')).toHaveValue('L1832');
  await expect(desk.getByRole('region', { name: 'Other services in this request' })).toContainText('L1830');
  await form.answer({ Modifiers: 'LT' });
  await form.saveAndContinue();
  await expect(desk).toHaveURL(/\/diagnosis$/);
  await form.open(draft, 'check');
  const services = desk.getByRole('table', { name: 'Services' });
  await expect(services).toContainText('L1832 LT');
  await expect(services).toContainText('L1830');
  await submit(desk);
  await expect(desk.getByRole('table', { name: 'Service lines' })).toContainText('L1832 LT');
  await expect(new CasePage(desk).status('Submitted').first()).toBeVisible();
});

test('a service is removed, and what is being typed stays', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const draft = await makeDraft(desk);
  const form = new RequestForm(desk);
  await form.open(draft, 'service');
  await form.answer(ofStep('service', kneeOrthosis()));
  await desk.getByRole('button', { name: 'Save and add another service' }).click();
  await expect(desk.getByRole('group', { name: 'Service 2' })).toBeVisible();
  await form.answer({ 'Procedure code': 'K0823' });
  await desk.getByRole('button', { name: /^Remove service 1/ }).click();
  await expect(desk.getByRole('region', { name: 'Other services in this request' })).toHaveCount(0);
  await expect(form.field('Procedure code')).toHaveValue('K0823');
  await form.open(draft, 'service');
  await expect(form.field('Procedure code')).toHaveValue('K0823');
});

// Does this need authorization? Answered by the rules that decide a request, with a proof where it does not.
import { people } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { logIn } from '../../flows/log-in';
import { InquiryPage } from '../../pages/inquiry-page';
import { TypeAhead } from '../../pages/type-ahead';

test('a service that needs it says by which rule, and what will be asked', async ({ as }) => {
  const desk = await as(people.frontDesk);
  await desk.goto('/prior-auth');
  await desk.getByRole('main').getByRole('link', { name: 'Does this need authorization?' }).click();
  const inquiry = new InquiryPage(desk);
  await inquiry.expectOpen();
  await inquiry.ask({ code: 'L5856' });
  await expect(inquiry.answer).toContainText('Authorization required');
  await expect(inquiry.answer).toContainText('Lower-limb prostheses');
  await expect(inquiry.answer).toContainText('42 CFR 414.234');
  await expect(inquiry.answer).toContainText('120 days');
  await expect(inquiry.answer).toContainText('A clinician’s attestation');
  await expect(inquiry.keep).toHaveCount(0);
  await expect(desk).toHaveURL(/procedure_code=L5856&line_of_business=commercial/);
  await inquiry.answer.getByRole('link', { name: 'New request' }).click();
  await expect(desk.getByRole('heading', { level: 1, name: 'New request' })).toBeVisible();
});

test('a proof is kept, opened again by its address, and closed to another practice', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const inquiry = new InquiryPage(desk);
  await inquiry.open();
  await inquiry.ask({ code: 'L1830' });
  await expect(inquiry.answer).toContainText('no coverage rule lists it');
  const reference = await inquiry.keepProof();
  expect(reference).toMatch(/^NR-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  await desk.goto(`/prior-auth/check/${reference}`);
  const proof = desk.getByRole('main');
  await expect(proof).toContainText(reference);
  await expect(proof).toContainText('Cedar Hill Orthopedics');
  await expect(proof).toContainText(/Coverage rules, version [0-9a-f]{12}/);
  await expect(proof).toContainText(/, 20\d\d, \d{1,2}:\d\d\s[AP]M\sC[DS]T/);

  await inquiry.open();
  await expect(desk.getByRole('link', { name: reference })).toBeVisible();

  const other = await anotherBrowser();
  await logIn(other, people.otherPractice);
  const refused = await other.goto(`/prior-auth/check/${reference}`);
  expect(refused?.status()).toBe(404);
});

test('a code outside the loaded sets goes to a reviewer', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const inquiry = new InquiryPage(desk);
  await inquiry.open();
  await inquiry.ask({ code: '27447' });
  await expect(inquiry.answer).toContainText('A reviewer will look at it');
  await expect(inquiry.keep).toHaveCount(0);
});

test('what is missing is said in the summary and beside the field, and what was typed stays', async ({ as }) => {
  const desk = await as(people.frontDesk);
  const inquiry = new InquiryPage(desk);
  await inquiry.open();
  await desk.getByLabel('Procedure code').fill('L18');
  await desk.getByLabel('Place of service').fill('12');
  await inquiry.check();
  await expect(desk).toHaveTitle(/^Error: /);
  const summary = desk.getByRole('alert');
  await expect(summary.getByRole('link')).toHaveText([
    'Enter a procedure code like L1832, or one of 5 digits',
    'Choose a line of business',
  ]);
  await summary.getByRole('link', { name: 'Choose a line of business' }).click();
  await expect(desk.getByLabel('Line of business')).toBeFocused();
  await expect(desk.getByLabel('Procedure code')).toHaveValue('L18');
  await expect(desk.getByLabel('Place of service')).toHaveValue('12');
});

test('a code is found by words while it is typed', { tag: '@javascript' }, async ({ as }) => {
  const desk = await as(people.frontDesk);
  await new InquiryPage(desk).open();
  const code = new TypeAhead(desk, 'Procedure code');
  await code.field.fill('knee orthosis adjustable');
  await code.option('L1832').click();
  await expect(code.field).toHaveValue('L1832');
});

test('a viewer is answered and keeps nothing', async ({ as }) => {
  const viewer = await as(people.viewer);
  const inquiry = new InquiryPage(viewer);
  await inquiry.open();
  await inquiry.ask({ code: 'L1830' });
  await expect(inquiry.answer).toContainText('No authorization required');
  await expect(inquiry.keep).toHaveCount(0);
});

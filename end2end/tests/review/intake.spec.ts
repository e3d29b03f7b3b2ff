// What a practice phones, faxes or mails: the plan enters it, and it is the practice's at once.
import { people } from '../../fixtures/accounts';
import { pdf } from '../../fixtures/documents';
import { hydrated, runsScripts } from '../../fixtures/hydrated';
import { expect, test } from '../../fixtures/test';
import { takeFromQueue } from '../../flows/approve';
import { logIn } from '../../flows/log-in';
import { submitKneeOrthosis } from '../../flows/submit';
import { CasePage } from '../../pages/case-page';
import { ErrorSummary } from '../../pages/error-summary';
import { IntakePage } from '../../pages/intake-page';
import { RequestForm } from '../../pages/request-form';
import { ReviewPage } from '../../pages/review-page';

test('a faxed request is entered, and the office sees it with its time from the receipt', async ({ as, anotherBrowser }) => {
  const kim = await as(people.intake);
  await kim.goto('/review');
  await hydrated(kim);
  await kim.getByRole('link', { name: 'Enter a request' }).click();
  await expect(kim.getByRole('heading', { level: 1, name: 'Enter a request' })).toBeVisible();
  await hydrated(kim);
  const intake = new IntakePage(kim);
  await intake.enter();
  await new ErrorSummary(kim).expectShown();
  await expect(new ErrorSummary(kim).link('Choose how it came')).toBeVisible();
  await hydrated(kim);
  await intake.answerReceipt('Fax');
  await intake.answerKneeOrthosis();
  await intake.enter();
  await expect(intake.names).toContainText('Cedar Hill Orthopedics, NPI 1558598797');
  await expect(intake.names).toContainText('Rosa Delgado, LHP100200301, born Mar 14, 1951');
  await expect(kim.getByRole('button', { name: 'Enter a request' })).toBeVisible();
  await hydrated(kim);
  const reference = await intake.enterAnyway();

  const desk = await anotherBrowser();
  await logIn(desk, people.frontDesk);
  const practice = new CasePage(desk);
  await practice.open(reference);
  await expect(practice.status('Submitted')).toBeVisible();
  await expect(practice.timeline()).toContainText('Received by fax, entered by the plan');
  await expect(practice.timeline()).toContainText('12:00 AM');
});

test('what a clinician asked for in a fax stays expedited, and both sides read why', async ({ as, anotherBrowser }) => {
  const kim = await as(people.intake);
  const intake = new IntakePage(kim);
  await intake.open();
  await intake.answerReceipt('Fax');
  await intake.answerKneeOrthosis();
  await intake.sayClinicianAsked();
  await intake.enter();
  await expect(new ErrorSummary(kim).link('Choose expedited')).toBeVisible();
  await hydrated(kim);
  await new RequestForm(kim).answer({ Urgency: 'Expedited', 'Reason for expedited review': 'The member falls twice a day.' });
  const reference = await intake.enterAnyway();

  const said = 'A clinician of the practice says that waiting could harm the member';
  const lead = await anotherBrowser();
  await logIn(lead, people.lead);
  await new ReviewPage(lead).open(reference);
  await expect(lead.getByRole('region', { name: 'Timeline' })).toContainText(said);
  await expect(lead.getByRole('link', { name: 'Change urgency' })).toHaveCount(0);
  await expect(lead.getByRole('region', { name: 'Decision' })).toContainText(said);
  const desk = await anotherBrowser();
  await logIn(desk, people.frontDesk);
  const practice = new CasePage(desk);
  await practice.open(reference);
  await expect(practice.timeline()).toContainText(said);
});

test('what was entered for the wrong practice is taken back, and the office has it no more', async ({ as, anotherBrowser }) => {
  const kim = await as(people.intake);
  const intake = new IntakePage(kim);
  await intake.open();
  await intake.answerReceipt('Phone');
  await intake.answerKneeOrthosis();
  const reference = await intake.enterAnyway();
  const desk = await anotherBrowser();
  await logIn(desk, people.frontDesk);
  const practice = new CasePage(desk);
  await practice.open(reference);
  await expect(practice.status('Submitted')).toBeVisible();

  const review = new ReviewPage(kim);
  await review.beginTakingBack();
  await review.takeBack('');
  await expect(new ErrorSummary(kim).link('Enter the reason')).toBeVisible();
  await hydrated(kim);
  await review.takeBack('It is another practice’s.');
  await expect(kim.getByRole('region', { name: 'Timeline' })).toContainText('Entered by mistake; taken back by the plan');
  await expect(kim.getByRole('link', { name: 'Take back, entered by mistake' })).toHaveCount(0);

  if (!runsScripts()) await desk.reload();
  await expect(desk.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  await desk.goto('/prior-auth');
  await hydrated(desk);
  await expect(desk.getByText(reference)).toHaveCount(0);
});

test('a late fax joins its request by the reference, and the nurse sees it', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  await takeFromQueue(nurse, reference);
  const kim = await anotherBrowser();
  await logIn(kim, people.intake);
  const intake = new IntakePage(kim);
  await intake.openDocument();
  await intake.answerReceipt('Fax');
  await intake.findRequest('PA-0000-0001');
  await new ErrorSummary(kim).expectShown();
  await hydrated(kim);
  await intake.findRequest(reference.toLowerCase());
  await expect(kim.getByRole('region', { name: 'Is this the request?' })).toContainText(reference);
  await hydrated(kim);
  await intake.add(pdf('fax.pdf'));
  await expect(intake.documents.getByText('Received')).toBeVisible();

  if (!runsScripts()) await nurse.reload();
  await expect(nurse.getByRole('region', { name: 'Documents' })).toContainText('fax.pdf');
  await expect(nurse.getByRole('region', { name: 'Timeline' })).toContainText('Document received by fax on');
  await new CasePage(desk).open(reference);
  await expect(new CasePage(desk).timeline()).toContainText('joined by the plan');
});

test('a nurse adds a received document from the page of the request', async ({ as, anotherBrowser }) => {
  const desk = await as(people.frontDesk);
  const reference = await submitKneeOrthosis(desk);
  const nurse = await anotherBrowser();
  await logIn(nurse, people.nurse);
  await new ReviewPage(nurse).open(reference);
  await nurse.getByRole('link', { name: 'Add a received document' }).click();
  await expect(nurse.getByLabel('Reference', { exact: true })).toHaveValue(reference);
  await hydrated(nurse);
  const intake = new IntakePage(nurse);
  await intake.answerReceipt('Mail');
  await nurse.getByRole('button', { name: 'Find the request' }).click();
  await expect(nurse.getByText('Received by mail on')).toBeVisible();
});

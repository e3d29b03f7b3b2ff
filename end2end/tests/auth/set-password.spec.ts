// The one-time link of a new account, from the operator's command line to the owner's dashboard.
import { expect, test } from '../../fixtures/test';
import { logIn } from '../../flows/log-in';
import { COMMON_PASSWORD, GOOD_PASSWORD, setPassword } from '../../flows/set-password';
import { ErrorSummary } from '../../pages/error-summary';
import { LoginPage } from '../../pages/login-page';
import { SetPasswordPage } from '../../pages/set-password-page';

test('a refused password says why and can be tried again, a good one signs its owner in', async ({ page, portico }) => {
  const { userId, name, path } = await portico.inviteAdministrator();
  await page.goto(path);
  const choose = new SetPasswordPage(page);
  const summary = new ErrorSummary(page);
  await expect(choose.heading).toBeVisible();
  await expect(page).toHaveTitle(/^Choose a password/);
  await expect(page.getByRole('main')).toContainText(userId);

  for (const [password, reason] of [
    ['', 'Enter a new password'],
    ['fourteen chars', 'Lengthen the password to 15 characters or more'],
    [COMMON_PASSWORD, 'is on lists of passwords that many people use'],
    [`${userId}${userId}`, 'Choose a password that is not mostly your User ID'],
    [`${name} ${name}`, 'names, dates and single words are guessed soon'],
  ] as const) {
    await choose.submit(password);
    await expect(summary.link(reason)).toBeVisible();
    await summary.expectShown();
    await expect(choose.password).toHaveValue('');
    await expect(choose.password).toHaveAttribute('aria-invalid', 'true');
    await expect(choose.password).toHaveAccessibleDescription(new RegExp(reason));
    await summary.link(reason).click();
    await expect(choose.password).toBeFocused();
  }

  await choose.submit(GOOD_PASSWORD);
  await expect(page).toHaveURL(/\/login\?notice=password-set$/);
  await expect(page.getByText('Your password is set.')).toBeVisible();
  await logIn(page, userId, GOOD_PASSWORD);
  await expect(page).toHaveURL(/\/dashboard$/);
});

test('a link that was used opens no more, here, by Back or in another browser, and leads on', async ({
  page,
  portico,
  anotherBrowser,
}) => {
  const invitation = await portico.inviteAdministrator();
  await setPassword(page, invitation);
  await page.goBack();
  await expect(new SetPasswordPage(page).gone).toBeVisible();
  for (const browser of [page, await anotherBrowser()]) {
    const answer = await browser.goto(invitation.path);
    expect(answer?.status()).toBe(404);
    await expect(new SetPasswordPage(browser).gone).toBeVisible();
    await expect(new SetPasswordPage(browser).password).toHaveCount(0);
    await expect(browser.getByRole('main')).toContainText('1-555-0142');
    await expect(browser.getByRole('main')).not.toContainText(invitation.userId);
  }
  await page.getByRole('main').getByRole('link', { name: 'Log in' }).click();
  await logIn(page, invitation.userId, GOOD_PASSWORD);
});

test('a password manager finds what it needs, and pasting works', async ({ page, portico }) => {
  const { userId, path } = await portico.inviteAdministrator();
  const login = new LoginPage(page);
  await login.open();
  await login.userId.fill(GOOD_PASSWORD);
  await login.userId.press('ControlOrMeta+a');
  await login.userId.press('ControlOrMeta+x');
  await expect(login.userId).toHaveValue('');

  await page.goto(path);
  const choose = new SetPasswordPage(page);
  await expect(choose.password).toHaveAttribute('autocomplete', 'new-password');
  await expect(page.locator('input[autocomplete="username"]')).toHaveValue(userId);
  await choose.password.press('ControlOrMeta+v');
  await expect(choose.password).toHaveValue(GOOD_PASSWORD);
});

test('the new password can be shown and hidden', { tag: '@javascript' }, async ({ page, portico }) => {
  await page.goto((await portico.inviteAdministrator()).path);
  const choose = new SetPasswordPage(page);
  await choose.password.fill(GOOD_PASSWORD);
  await expect(choose.password).toHaveAttribute('type', 'password');
  await choose.show.click();
  await expect(choose.password).toHaveAttribute('type', 'text');
  await expect(choose.show).toHaveAttribute('aria-pressed', 'true');
  await expect(choose.password).toHaveValue(GOOD_PASSWORD);
  await choose.show.click();
  await expect(choose.password).toHaveAttribute('type', 'password');
  await expect(choose.show).toHaveAttribute('aria-pressed', 'false');
});

test('how far the password has come is said as one types', { tag: '@javascript' }, async ({ page, portico }) => {
  await page.goto((await portico.inviteAdministrator()).path);
  const choose = new SetPasswordPage(page);
  await choose.password.pressSequentially('fourteen chars');
  await expect(choose.progress).toHaveText('14 of at least 15 characters');
  // One character to a person and to the server, though JavaScript's length counts two.
  await choose.password.pressSequentially('🦦');
  await expect(choose.progress).toHaveText('15 characters: long enough');
  await choose.password.fill('');
  await expect(choose.progress).toHaveCount(0);
});

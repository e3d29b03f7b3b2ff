// Going to another page without loading a document does what a new document does: menus close, focus and title follow.
import { people } from '../../fixtures/accounts';
import { expect, test } from '../../fixtures/test';
import { tabTo } from '../../checks/keyboard';
import { FramePage } from '../../pages/frame-page';

test('a link moves the focus to the content and says where one is', { tag: '@javascript' }, async ({ as }) => {
  const desk = await as(people.frontDesk);
  const link = desk.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Prior authorization/ });
  await tabTo(desk, link);
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('heading', { level: 1, name: 'Prior authorization' })).toBeVisible();
  await expect(desk).toHaveTitle(/^Prior authorization/);
  await expect(desk.getByRole('main')).toBeFocused();
  await expect(desk.getByRole('status').filter({ hasText: /^Prior authorization/ })).toHaveCount(1);
  await expect(link).toHaveAttribute('aria-current', 'page');
});

test('an open menu closes on the way, and opens with the keyboard', { tag: ['@javascript', '@once'] }, async ({ as }) => {
  const desk = await as(people.frontDesk);
  const frame = new FramePage(desk);
  await tabTo(desk, frame.account);
  await desk.keyboard.press('Enter');
  const way = desk.getByRole('link', { name: 'Account', exact: true }).filter({ visible: true });
  await tabTo(desk, way);
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible();
  await expect(way).toHaveCount(0);
});

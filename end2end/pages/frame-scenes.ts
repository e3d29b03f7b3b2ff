// What the frame of signed-in pages opens and leads to, in the states worth looking at.
import { people } from '../fixtures/accounts';
import { hydrated } from '../fixtures/hydrated';
import { logIn } from '../flows/log-in';
import type { Scene } from './every-page';
import { FramePage } from './frame-page';
import { SessionWarning } from './session-warning';

/** Until two minutes before a session ends, for the server and for the page. */
const UNTIL_WARNING = 13 * 60;

/** A page of somebody, with something of its frame opened. */
function opened(name: string, userId: string, path: string, open: (frame: FramePage) => Promise<void>): Scene {
  return {
    name,
    arrive: async (page) => {
      await logIn(page, userId);
      await page.goto(path);
      await hydrated(page);
      await open(new FramePage(page));
    },
  };
}

const nothing = async (): Promise<void> => {};

export const frameScenes: Scene[] = [
  opened('notifications', people.frontDesk, '/notifications', nothing),
  opened('notifications of a new practice', people.newPractice, '/notifications', nothing),
  opened('account', people.frontDesk, '/account', nothing),
  opened('account of a reviewer', people.nurse, '/account', nothing),
  opened('search', people.frontDesk, '/search', nothing),
  {
    name: 'search with results',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      await page.goto('/search');
      await hydrated(page);
      await page.getByRole('searchbox').fill('del');
      await page.getByRole('search').getByRole('button', { name: 'Search' }).click();
      await page.getByRole('main').getByRole('link', { name: /Delgado/ }).first().waitFor();
    },
  },
  {
    name: 'search with nothing found',
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      await page.goto('/search');
      await hydrated(page);
      await page.getByRole('searchbox').fill('nobody of that name');
      await page.getByRole('search').getByRole('button', { name: 'Search' }).click();
      await page.getByText('Nothing fits.').first().waitFor();
    },
  },
  {
    name: 'page without a connection',
    causes: /ERR_INTERNET_DISCONNECTED/,
    arrive: async (page) => {
      await logIn(page, people.frontDesk);
      await page.goto('/prior-auth');
      await hydrated(page);
      await page.context().setOffline(true);
      await new FramePage(page).connection.getByText('You are offline.').waitFor();
    },
  },
  {
    name: 'session about to end',
    arrive: async (page, _other, portico) => {
      await logIn(page, people.frontDesk);
      await page.clock.install();
      await page.goto('/prior-auth');
      await hydrated(page);
      await portico.advanceClock(UNTIL_WARNING);
      await page.clock.fastForward(UNTIL_WARNING * 1000);
      await new SessionWarning(page).dialog.waitFor();
    },
  },
  opened('palette open', people.frontDesk, '/dashboard', async (frame) => {
    await frame.search.click();
    await frame.field.fill('del');
    await frame.options.filter({ hasText: 'Delgado' }).first().waitFor();
  }),
  opened('bell open', people.frontDesk, '/dashboard', async (frame) => {
    await frame.bell.click();
    await frame.notices.getByRole('listitem').first().waitFor();
  }),
  opened('account menu open', people.frontDesk, '/dashboard', (frame) => frame.account.click()),
];

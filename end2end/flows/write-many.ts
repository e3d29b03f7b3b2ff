// A long thread: messages sent by the plain form of the case, without opening its page for each of them.
import type { Page } from '@playwright/test';

/** Writes the messages one after the other, as the person who is signed in; none of them may be on the case already. */
export async function writeMany(page: Page, reference: string, messages: string[]): Promise<void> {
  const path = `/prior-auth/${reference}`;
  const headers = { accept: 'text/html', 'sec-fetch-site': 'same-origin' };
  for (const [index, message] of messages.entries()) {
    const form = { reference, key: `many${index}`, message };
    const answer = await page.request.post(`${path}?do=prior-auth/write-message`, { form, headers, maxRedirects: 0 });
    if (answer.status() !== 303) throw new Error(`“${message}” was not taken: ${answer.status()}`);
  }
}

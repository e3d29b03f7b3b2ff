// Lighthouse as a phone on a slow 4G line sees home, log in and dashboard, from an empty cache; prints the median of three runs
// and keeps each page's last report in `reports/`. PORTICO_BIN names the program to measure: a release, or the figures mean little.
import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { people } from '../fixtures/accounts';
import { chromium } from '../fixtures/chromium';
import { test } from '../fixtures/test';
import { logIn } from '../flows/log-in';

const RUNS = 3;
const COMMAND = fileURLToPath(new URL('./node_modules/lighthouse/cli/index.js', import.meta.url));
const REPORTS = fileURLToPath(new URL('./reports/', import.meta.url));

/** The part of a report that is printed. */
interface Report {
  audits: Record<string, { numericValue?: number }>;
  categories: Record<string, { score: number | null }>;
}

type Row = Record<string, number>;

async function run(url: string, name: string, headers: Record<string, string>): Promise<Row> {
  const file = path.join(REPORTS, `${name}.report`);
  const flags = ['--headless=new', ...chromium.launchOptions.args].join(' ');
  await promisify(execFile)(
    process.execPath,
    [
      ...[COMMAND, url, '--quiet', '--no-enable-error-reporting', `--chrome-flags=${flags}`],
      ...['--only-categories=performance,accessibility,best-practices', `--extra-headers=${JSON.stringify(headers)}`],
      ...['--output=json', '--output=html', `--output-path=${file}`],
    ],
    { env: { ...process.env, CHROME_PATH: chromium.launchOptions.executablePath ?? process.env['CHROME_PATH'] }, maxBuffer: 1 << 26 },
  );
  return figures(JSON.parse(await readFile(`${file}.report.json`, 'utf8')) as Report);
}

function figures({ audits, categories }: Report): Row {
  const value = (audit: string, digits = 0): number => Number((audits[audit]?.numericValue ?? NaN).toFixed(digits));
  const score = (category: string): number => Math.round((categories[category]?.score ?? NaN) * 100);
  return {
    'FCP ms': value('first-contentful-paint'),
    'LCP ms': value('largest-contentful-paint'),
    'TBT ms': value('total-blocking-time'),
    CLS: value('cumulative-layout-shift', 4),
    'bytes': value('total-byte-weight'),
    'speed': score('performance'),
    'accessibility': score('accessibility'),
    'practices': score('best-practices'),
  };
}

function median(rows: Row[]): Row {
  const middle = (key: string): number => rows.map((row) => row[key] ?? NaN).sort((one, other) => one - other)[Math.floor(rows.length / 2)] ?? NaN;
  return Object.fromEntries(Object.keys(rows[0] ?? {}).map((key) => [key, middle(key)]));
}

test('home, log in and dashboard on a slow phone', async ({ page, portico }) => {
  await mkdir(REPORTS, { recursive: true });
  await logIn(page, people.frontDesk);
  const cookies = await page.context().cookies();
  const signedIn = { Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') };
  const table: Record<string, Row> = {};
  for (const [name, address, headers] of [
    ['home', '/', {}],
    ['login', '/login', {}],
    ['dashboard', '/dashboard', signedIn],
  ] as const) {
    const rows: Row[] = [];
    for (let nth = 0; nth < RUNS; nth += 1) rows.push(await run(new URL(address, portico.url).href, name, headers));
    table[name] = median(rows);
  }
  console.table(table);
});

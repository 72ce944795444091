import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Assessment } from '../../src/model/generated/model.ts';
import { htmlReporter } from '../../src/report/html/reporter.ts';
import { crafted, manyFailures, PLAIN } from '../unit/report/crafted.ts';

const CHROMIUM = process.env['VAUBAN_CHROMIUM'] ?? '/usr/bin/chromium';
const present = existsSync(CHROMIUM);
if (!present) {
  console.log(
    'skipped: the HTML report in a browser. Install the Debian package chromium, or put the path of a Chromium into VAUBAN_CHROMIUM.',
  );
}
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** Screenshots are kept only when a folder for them is named. */
const SHOTS = process.env['VAUBAN_SCREENSHOTS'];

interface Opened {
  readonly page: Page;
  /** Console messages of level error or warning, exceptions, CSP violations, dialogs and requests beyond the page itself. */
  readonly complaints: readonly string[];
}

describe.skipIf(!present)('the HTML report in Chromium', { timeout: 30_000 }, () => {
  let browser: Browser;
  const folder = mkdtempSync(path.join(tmpdir(), 'vauban-html-'));

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  }, 30_000);
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  async function open(
    name: string,
    assessment: Assessment,
    options: BrowserContextOptions = {},
    hash = '',
  ): Promise<Opened> {
    const file = path.join(folder, `${name}.html`);
    writeFileSync(file, htmlReporter.render(assessment, PLAIN));
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    const url = pathToFileURL(file).href;
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (request.url().split('#')[0] !== url) complaints.push(`request: ${request.url()}`);
    });
    await page.goto(url + hash);
    return { page, complaints };
  }

  async function shoot(page: Page, name: string): Promise<void> {
    if (SHOTS === undefined) return;
    mkdirSync(SHOTS, { recursive: true });
    await page.screenshot({ path: path.join(SHOTS, `${name}.png`), fullPage: true });
  }

  const visibleItems = (page: Page) => page.locator('.o:not([hidden])').count();

  it.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['narrow', { viewport: { width: 360, height: 740 } }],
  ] as const)('loads without complaint, request or sideways scrolling (%s)', async (name, options) => {
    const { page, complaints } = await open(name, crafted('full'), options);
    await shoot(page, name);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('filters by severity, status, target, duty and text, and keeps the view in the address', async () => {
    const full = crafted('full');
    const { page, complaints } = await open('filters', full);
    expect(await visibleItems(page)).toBe(full.observations.length);
    await page.locator('input[name=severity][value=critical]').check();
    const critical = full.observations.filter(({ severity }) => severity === 'critical');
    expect(await visibleItems(page)).toBe(critical.length);
    await page.locator('input[name=status][value=fail]').check();
    expect(await visibleItems(page)).toBe(critical.filter(({ status }) => status === 'fail').length);
    await page.locator('select[name=target]').selectOption('host:srv-web-01');
    expect(await visibleItems(page)).toBe(2);
    await page.locator('select[name=duty]').selectOption('detection');
    expect(await visibleItems(page)).toBe(1);
    await page.locator('input[name=q]').fill('412 FAILURES');
    expect(await visibleItems(page)).toBe(1);
    await shoot(page, 'filtered');

    const again = await open('filters', full, {}, new URL(page.url()).hash);
    expect(await visibleItems(again.page)).toBe(1);
    expect(await again.page.locator('#shown').textContent()).toBe(`1 of ${full.observations.length} shown`);
    await again.page.locator('button[type=reset]').click();
    await again.page.waitForFunction("!location.hash.includes('=')");
    expect(await visibleItems(again.page)).toBe(full.observations.length);
    expect([...complaints, ...again.complaints]).toEqual([]);
  });

  it('follows the links of a duty and of a rule', async () => {
    const { page, complaints } = await open('links', crafted('full'));
    await page.locator('#duty-1 .filter-link').click();
    expect(await page.locator('select[name=duty]').inputValue()).toBe('access');
    await page.locator('#duty-2 li a').last().click();
    const rule = page.locator('[id="r-host.audit.records_kept_elsewhere"]');
    await rule.locator('.items').waitFor({ state: 'visible' });
    expect(complaints).toEqual([]);
  });

  it('can be used with the keyboard alone', async () => {
    const { page } = await open('keyboard', crafted('full'));
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    const summary = page.locator('details.rule.v-high > summary').first();
    await summary.focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('details.rule.v-high').first().getAttribute('open')).toBe('');
  });

  it('is whole without JavaScript', async () => {
    const full = crafted('full');
    const { page, complaints } = await open('no-script', full, { javaScriptEnabled: false });
    expect(await page.locator('.o').count()).toBe(full.observations.length);
    expect(await page.locator('#filters').isVisible()).toBe(false);
    await page.locator('details.rule.v-high > summary').first().click();
    expect(await page.locator('details.rule.v-high .items').first().isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('runs and shows nothing that a hostile target put into it', async () => {
    const { page, complaints } = await open('hostile', crafted('hostile'));
    await page.evaluate("document.querySelectorAll('details').forEach((block) => { block.open = true })");
    await page.locator('input[name=q]').fill('<script>alert(1)</script>');
    await shoot(page, 'hostile');
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.locator('img, iframe, object, embed, link, base').count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('prints to pages of A4, with what is closed on the screen', async () => {
    const { page } = await open('print', crafted('full'));
    const pdf = await page.pdf({ preferCSSPageSize: true });
    if (SHOTS !== undefined) writeFileSync(path.join(SHOTS, 'print.pdf'), pdf);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.filters').isVisible()).toBe(false);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('details.rule.v-info .items').first().isVisible()).toBe(true);
  });

  it('has text that can be read: a contrast of 4.5 to 1 or more, in light and in dark', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page } = await open('contrast', crafted('full'), { colorScheme });
      await page.evaluate("document.querySelectorAll('details').forEach((block) => { block.open = true })");
      expect(
        await page.evaluate(readFileSync(path.join(import.meta.dirname, 'contrast.js'), 'utf8')),
        colorScheme,
      ).toEqual([]);
    }
  });

  it('filters 5000 observations', async () => {
    const { page, complaints } = await open('many', manyFailures(5000));
    await page.locator('input[name=q]').fill('person-4999 ');
    expect(await visibleItems(page)).toBe(1);
    expect(complaints).toEqual([]);
  });
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { htmlReporter } from '../../../src/report/html/reporter.ts';
import { crafted, manyFailures, PLAIN } from './crafted.ts';

const page = htmlReporter.render(crafted('full'), PLAIN);
const hostile = htmlReporter.render(crafted('hostile'), PLAIN);

/** Everything between the tags: what a browser takes as markup. */
function tags(html: string): string[] {
  return html.match(/<[a-z][^>]*>/gi) ?? [];
}

describe('the HTML report', () => {
  it('allows its own style sheet and script by hash, and nothing else', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
    const hash = (tag: string) => {
      const text = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(page)?.[1] ?? '';
      return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    };
    expect(policy).toBe(
      `default-src 'none'; script-src ${hash('script')}; style-src ${hash('style')}; base-uri 'none'; form-action 'none'`,
    );
  });

  it.each([
    ['crafted', page],
    ['hostile', hostile],
  ])('has no inline style, handler, image, frame or second script for %s input', (_name, html) => {
    const found = tags(html);
    expect(
      found.filter((tag) => /\s(?:style|on\w+|src|srcdoc|action)\s*=/i.test(tag.replace(/"[^"]*"/g, '""'))),
    ).toEqual([]);
    expect(found.filter((tag) => /^<(?:img|iframe|object|embed|link|base)\b/i.test(tag))).toEqual([]);
    expect(found.filter((tag) => /^<script/i.test(tag))).toEqual(['<script>']);
  });

  it('links only to the web and to itself', () => {
    for (const html of [page, hostile]) {
      for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(?:#|https?:\/\/)/);
    }
  });

  it('holds no control, separator or turning character of hostile input', () => {
    expect(hostile).not.toMatch(/[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b\ufeff]/u);
  });

  it('has every id once', () => {
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it('leads only to places that exist', () => {
    const ids = new Set([...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id));
    const anchors = [...page.matchAll(/href="#([^"=]*)"/g)].map(([, id]) => id);
    expect(anchors.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('shows every observation', () => {
    for (const { id } of crafted('full').observations) expect(page).toContain(`id="o-${id}"`);
  });

  it('stays under 2 MB for 5000 failures', () => {
    expect(Buffer.byteLength(htmlReporter.render(manyFailures(5000), PLAIN))).toBeLessThan(2_000_000);
  });

  it('keeps the spaces and quotes of French typography', () => {
    const base = crafted('full');
    const [first, ...others] = base.observations;
    if (first === undefined) throw new Error('nothing crafted');
    const message = 'réseau «\u00a0interne\u00a0»\u202f: L’accès est ouvert à 97\u202f%';
    expect(htmlReporter.render({ ...base, observations: [{ ...first, message }, ...others] }, PLAIN)).toContain(
      message,
    );
  });
});

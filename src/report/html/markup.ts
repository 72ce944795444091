import { visible } from '../visible.ts';

/** Markup that is safe to print: it comes out of `markup` alone. */
export interface Markup {
  readonly html: string;
}

/** What may stand in a template: text is escaped, markup is not, a list is joined, undefined and false print nothing. */
export type Part = string | number | Markup | readonly Part[] | undefined | false;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Builds markup from a template; every text in it is made visible and escaped, in elements and in quoted attributes. */
export function markup(literals: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let html = '';
  literals.forEach((literal, index) => {
    html += literal + print(parts[index]);
  });
  return { html };
}

/** Markup from a constant of our own (a style sheet, a script): never from input. */
export function trusted(html: string): Markup {
  return { html };
}

function print(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return visible(part).replace(/[&<>"']/g, (char) => ESCAPES[char] ?? '');
  return 'html' in part ? part.html : part.map(print).join('');
}

import { clipped, visibleLines } from '../visible.ts';
import { type Markup, markup } from './markup.ts';

const MAX_LENGTH = 8000;

/** Text of a rule: paragraphs, commands (lines indented by four) and `code`. Anything else stays the text it is. */
export function prose(text: string): Markup[] {
  const blocks: { readonly kind: 'text' | 'command'; readonly lines: string[] }[] = [];
  let broken = true;
  for (const line of visibleLines(clipped(text, MAX_LENGTH))) {
    if (line === '') {
      broken = true;
      continue;
    }
    const kind = line.startsWith('    ') ? 'command' : 'text';
    const last = blocks.at(-1);
    const content = kind === 'command' ? line.slice(4) : line;
    if (last === undefined || broken || last.kind !== kind) blocks.push({ kind, lines: [content] });
    else last.lines.push(content);
    broken = false;
  }
  return blocks.map(({ kind, lines }) =>
    kind === 'command'
      ? markup`<pre>${lines.map((line, index) => [index === 0 ? '' : NEW_LINE, line])}</pre>`
      : markup`<p>${inline(lines.join(' '))}</p>`,
  );
}

const NEW_LINE: Markup = { html: '\n' };

/** One line of text with `code` in it. */
export function inline(text: string): Markup[] {
  return text
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? markup`<code>${part.slice(1, -1)}</code>` : markup`${part}`));
}

import type { ReportContext } from '../reporter.ts';
import { type Style, styleOf } from './style.ts';
import { inertLine, wrap } from './wrap.ts';

/** A text that grows line by line, at one width. */
export interface Page {
  readonly style: Style;
  line(text: string): void;
  blank(): void;
  heading(text: string): void;
  /** Wraps the text; `hanging` indents all lines but the first. */
  paragraph(text: string, indent: string, hanging?: string, paint?: (text: string) => string): void;
  text(): string;
}

/** Lines longer than this tire the eye, however wide the terminal. */
const MAX_WIDTH = 110;
const MIN_WIDTH = 48;

/** An empty page for this context. */
export function newPage(context: ReportContext): Page {
  const width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, context.width));
  const style = styleOf(context.color);
  const lines: string[] = [];
  const push = (line: string) => lines.push(line);
  return {
    style,
    line: (text) => push(inertLine(text)),
    blank: () => {
      if (lines.at(-1) !== '') push('');
    },
    heading: (text) => {
      if (lines.length > 0 && lines.at(-1) !== '') push('');
      push(style.bold(text));
      push(style.dim('-'.repeat(text.length)));
    },
    paragraph: (text, indent, hanging = indent, paint = (line) => line) => {
      for (const line of wrap(text, width, indent, hanging)) push(paint(inertLine(line)));
    },
    text: () => `${lines.join('\n')}\n`,
  };
}

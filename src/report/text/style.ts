import type { Severity } from '../../core/statuses.ts';

/** Makes text stand out; without colour it leaves text as it is. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
  open(text: string): string;
  severity(severity: Severity, text: string): string;
}

const SEVERITY_CODES: Readonly<Record<Severity, string>> = {
  critical: '1;31',
  high: '31',
  medium: '33',
  low: '36',
  info: '2',
};

/** The style of a terminal with or without colour. Only codes written here reach the terminal. */
export function styleOf(color: boolean): Style {
  const paint = (code: string) => (text: string) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  return {
    bold: paint('1'),
    dim: paint('2'),
    good: paint('32'),
    bad: paint('1;31'),
    open: paint('33'),
    severity: (severity, text) => paint(SEVERITY_CODES[severity])(text),
  };
}

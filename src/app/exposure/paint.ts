/** How the text is laid out. */
export interface TextOptions {
  readonly color: boolean;
  readonly width: number;
}

/** What the colours of a terminal stand for; plain text where none are wanted. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly good: (text: string) => string;
}

/** Colours, or none. */
export function painter({ color }: TextOptions): Paint {
  const sgr = (code: number) => (text: string) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { bold: sgr(1), dim: sgr(2), warn: sgr(33), bad: sgr(31), good: sgr(32) };
}

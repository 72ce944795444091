/** Bytes that stand for themselves in a question; every other one becomes an octal escape of printf(1) %b. */
const PLAIN = /^[A-Za-z0-9/._+:@,=~%^-]$/;

/**
 * Writes bytes as one word for the probe. It holds no blank, quote, glob sign or anything else that means something to a
 * shell, so that splitting it, matching it or printing it gives the bytes back and nothing more.
 */
export function wordOf(bytes: Uint8Array): string {
  if (bytes.length === 0) return '-';
  const text = Array.from(bytes, (byte) => {
    const char = String.fromCharCode(byte);
    return PLAIN.test(char) ? char : escaped(byte);
  }).join('');
  // A lone sign of the protocol would be taken for it.
  return text === '-' || text === '.' ? escaped(bytes[0] ?? 0) : text;
}

function escaped(byte: number): string {
  return `\\0${byte.toString(8).padStart(3, '0')}`;
}

/**
 * An absolute path without doubled and trailing slashes and without `.`, so that each place has one name. `..` stays: only
 * the remote kernel knows what a link before it leads to.
 */
export function plainPath(path: string): string {
  const steps = path.split('/').filter((step) => step !== '' && step !== '.');
  return `/${steps.join('/')}`;
}

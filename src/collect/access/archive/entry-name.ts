import { isUtf8 } from 'node:buffer';

/** Begins the key of a name that is no UTF-8; no name in an archive holds it. */
export const PRIVATE_NAME = '\0';

/** A name as text; components that are no UTF-8 keep their bytes behind a mark, so that two never look the same. */
export function decodeName(name: Uint8Array): string {
  const bytes = Buffer.from(name.buffer, name.byteOffset, name.byteLength);
  if (isUtf8(bytes)) return bytes.toString('utf8').replaceAll(PRIVATE_NAME, '');
  // No byte of a longer UTF-8 sequence is a slash.
  return bytes
    .toString('latin1')
    .replaceAll(PRIVATE_NAME, '')
    .split('/')
    .map((step) => {
      const part = Buffer.from(step, 'latin1');
      return isUtf8(part) ? part.toString('utf8') : `${PRIVATE_NAME}${step}`;
    })
    .join('/');
}

/** The name as a directory listing of this machine tells it: marks stand for what is no UTF-8. */
export function listedName(name: string): string {
  return name.startsWith(PRIVATE_NAME) ? Buffer.from(name.slice(1), 'latin1').toString('utf8') : name;
}

/** The name with `\xff` for each byte that is no UTF-8. */
export function printableName(name: string): string {
  return name.startsWith(PRIVATE_NAME)
    ? name.slice(1).replace(/[\x80-\xff]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
    : name;
}

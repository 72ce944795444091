/** The folder of a file, empty for one without. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash < 0 ? '' : slash === 0 ? '/' : file.slice(0, slash);
}

/** A path without `.` and with `..` taken up as far as it goes. */
export function plainPath(path: string): string {
  const rooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !rooted) parts.push(part);
  }
  return `${rooted ? '/' : ''}${parts.join('/')}`;
}

/** A path relative to a folder. */
export function joinPath(folder: string, path: string): string {
  return plainPath(path.startsWith('/') || folder === '' ? path : `${folder}/${path}`);
}

/** How many folders lie between two: up to what they share, and down again. */
export function distance(a: string, b: string): number {
  const [left, right] = [plainPath(a).split('/').filter(Boolean), plainPath(b).split('/').filter(Boolean)];
  let shared = 0;
  while (shared < left.length && left[shared] === right[shared]) shared += 1;
  return left.length + right.length - 2 * shared;
}

import { InternalError } from './errors.ts';

/** Ends a switch over a closed choice; reaching it is our fault. */
export function assertNever(value: never): never {
  throw new InternalError(`unexpected variant: ${JSON.stringify(value)}`);
}

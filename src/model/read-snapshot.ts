import { SchemaError } from '../core/errors.ts';
import { explainSchemaErrors } from './explain-schema-errors.ts';
import type { Snapshot } from './generated/model.ts';
import { validateSnapshot } from './generated/validators.js';

/** True when parsed JSON claims to be a snapshot of ours; readSnapshot then says whether it is one. */
export function looksLikeSnapshot(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'schemaVersion' in value && 'target' in value && 'captures' in value
  );
}

/** Checks a parsed snapshot. Throws a SchemaError that names the path and what is wrong. */
export function readSnapshot(value: unknown, file: string): Snapshot {
  if (validateSnapshot(value)) return value;
  const version = typeof value === 'object' && value !== null && 'schemaVersion' in value ? value.schemaVersion : '1';
  if (version !== '1')
    throw new SchemaError(
      `${file}: a snapshot of version ${String(version).slice(0, 20)}; this Vauban reads version 1`,
      {
        hint: 'Scan it with the Vauban that made it, or make it again with `vauban collect -o snapshot.json`.',
      },
    );
  throw new SchemaError(`${file}: not a valid snapshot: ${explainSchemaErrors(validateSnapshot.errors)}`, {
    hint: 'Make it again with `vauban collect -o snapshot.json`, with the same version of Vauban.',
  });
}

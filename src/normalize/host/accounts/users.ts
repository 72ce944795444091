import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import type { HostPassword, HostPasswordAging, HostUser } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { type SourceText, sourceText, unknownReason } from '../source-text.ts';
import { authorizedKeysOf } from './authorized-keys.ts';
import { type ColonRecord, parseColonFile, parseDecimal } from './colon-records.ts';
import { parsePasswordMark } from './password-state.ts';
import { uniqueIds } from './unique-ids.ts';

const SHADOW = '/etc/shadow';

/** shadow(5) as far as it could be read. */
export interface ShadowFile {
  readonly source: SourceText;
  readonly byName: ReadonlyMap<string, ColonRecord>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads shadow(5); the first entry of a name counts. */
export function shadowOf(captures: CaptureSet): ShadowFile {
  const source = sourceText(captures, SHADOW);
  const parsed = parseColonFile(SHADOW, source.kind === 'text' ? source.lines : [], 9);
  const byName = new Map<string, ColonRecord>();
  for (const record of parsed.records) {
    const name = record.fields[0] ?? '';
    if (!byName.has(name)) byName.set(name, record);
  }
  return { source, byName, diagnostics: parsed.diagnostics };
}

/** The users of passwd(5), joined with shadow(5) and their authorized keys. */
export function usersOf(
  records: readonly ColonRecord[],
  shadow: ShadowFile,
  captures: CaptureSet,
): readonly HostUser[] {
  const ids = uniqueIds(records);
  return records.flatMap((record, index) => {
    const [name = '', mark = '', uidText, gidText, , home = '', shellText = ''] = record.fields;
    const uid = parseDecimal(uidText);
    const gid = parseDecimal(gidText);
    if (uid === undefined || gid === undefined) return [];
    const shell = shellText === '' ? '/bin/sh' : shellText;
    return [
      {
        id: ids[index] ?? name,
        name,
        uid,
        gid,
        home,
        shell,
        can_log_in: !/\/(nologin|false)$/.test(shell),
        at: record.at,
        password: passwordOf(mark, record.at, name, shadow),
        aging: agingOf(name, record.at, shadow),
        authorized_keys: authorizedKeysOf(home, captures),
      },
    ];
  });
}

function passwordOf(mark: string, at: Place, name: string, shadow: ShadowFile): HostPassword {
  if (mark !== 'x') {
    const { state, algorithm } = parsePasswordMark(mark);
    const storedIn = algorithm === 'none' ? 'none' : 'passwd';
    return { stored_in: known(storedIn, at), state: known(state, at), algorithm: known(algorithm, at) };
  }
  const stored = known('shadow', at);
  if (shadow.source.kind === 'unreadable') {
    const fact = unknown(unknownReason(shadow.source), { file: SHADOW });
    return { stored_in: stored, state: fact, algorithm: fact };
  }
  const entry = shadow.byName.get(name);
  // `x` without an entry in shadow: no password fits (nss_files gives the `x` itself).
  if (entry === undefined) return { stored_in: stored, state: known('missing', at), algorithm: known('none', at) };
  const { state, algorithm } = parsePasswordMark(entry.fields[1] ?? '');
  return { stored_in: stored, state: known(state, entry.at), algorithm: known(algorithm, entry.at) };
}

function agingOf(name: string, at: Place, shadow: ShadowFile): HostPasswordAging {
  const entry = shadow.byName.get(name);
  const field = (index: number, what: string): Fact<number> => {
    if (shadow.source.kind === 'unreadable') return unknown(unknownReason(shadow.source), { file: SHADOW });
    if (entry === undefined) return known(-1, at);
    const text = entry.fields[index] ?? '';
    const days = text === '' ? -1 : parseDecimal(text);
    return days === undefined
      ? unknown(`${what} of ${name} is not a number. Correct it with chage.`, entry.at)
      : known(days, entry.at);
  };
  return {
    last_change_day: field(2, 'The day of the last password change'),
    min_days: field(3, 'The minimum age'),
    max_days: field(4, 'The maximum age'),
    warn_days: field(5, 'The warning period'),
    inactive_days: field(6, 'The inactivity period'),
    expire_day: field(7, 'The expiry day'),
  };
}

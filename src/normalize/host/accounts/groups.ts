import { type Fact, known, unknown } from '../../../core/fact.ts';
import type { HostGroup } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { sourceText, unknownReason } from '../source-text.ts';
import { type ColonRecord, parseColonFile, parseDecimal } from './colon-records.ts';
import { parsePasswordMark } from './password-state.ts';
import { uniqueIds } from './unique-ids.ts';

/** The groups of group(5), with the state of the password that gshadow(5) has for them. */
export function groupsOf(records: readonly ColonRecord[], captures: CaptureSet): readonly HostGroup[] {
  const gshadow = sourceText(captures, '/etc/gshadow');
  const shadowed = new Map(
    (gshadow.kind === 'text' ? parseColonFile('/etc/gshadow', gshadow.lines, 4).records : []).map((record) => [
      record.fields[0],
      record,
    ]),
  );
  const ids = uniqueIds(records);
  return records.flatMap((record, index) => {
    const [name = '', mark = '', gidText, memberText = ''] = record.fields;
    const gid = parseDecimal(gidText);
    if (gid === undefined) return [];
    const state = (): Fact<string> => {
      if (mark !== 'x') return known(parsePasswordMark(mark).state, record.at);
      if (gshadow.kind === 'unreadable') return unknown(unknownReason(gshadow), { file: '/etc/gshadow' });
      const entry = shadowed.get(name);
      return entry === undefined
        ? known('missing', record.at)
        : known(parsePasswordMark(entry.fields[1] ?? '').state, entry.at);
    };
    return [
      {
        id: ids[index] ?? name,
        name,
        gid,
        members: memberText.split(',').filter((member) => member !== ''),
        at: record.at,
        password_state: state(),
      },
    ];
  });
}

import type { Diagnostic } from '../../../core/diagnostic.ts';
import { complete, doesNotExist, incomplete, notCollected } from '../../../core/section.ts';
import type { HostAccounts } from '../../../model/generated/model.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';
import { parseColonFile } from './colon-records.ts';
import { groupsOf } from './groups.ts';
import { remoteSources } from './remote-sources.ts';
import { shadowOf, usersOf } from './users.ts';

/** passwd, shadow, group, gshadow, nsswitch.conf and the key counts of the homes. */
export const accountsNormalizer: HostNormalizer<'accounts'> = {
  section: 'accounts',
  normalize: (captures) => {
    const passwd = sourceText(captures, '/etc/passwd');
    if (passwd.kind === 'unreadable') return { section: notCollected(passwd.reason, passwd.hint), diagnostics: [] };
    if (passwd.kind === 'absent') return { section: doesNotExist('/etc/passwd does not exist'), diagnostics: [] };
    const group = sourceText(captures, '/etc/group');
    const users = parseColonFile('/etc/passwd', passwd.lines, 7);
    const groups = group.kind === 'text' ? parseColonFile('/etc/group', group.lines, 4) : undefined;
    const shadow = shadowOf(captures);
    const data: HostAccounts = {
      users: usersOf(users.records, shadow, captures),
      groups: groupsOf(groups?.records ?? [], captures),
      remote_sources: remoteSources(captures),
    };
    const missing = [
      ...(group.kind === 'unreadable' ? [group.reason] : []),
      ...(users.nis.length + (groups?.nis.length ?? 0) > 0
        ? ['passwd or group has lines that include NIS accounts']
        : []),
      ...(data.remote_sources.length > 0
        ? [
            `accounts also come from ${[...new Set(data.remote_sources.map((source) => source.service))].join(', ')} (/etc/nsswitch.conf)`,
          ]
        : []),
    ];
    const diagnostics: readonly Diagnostic[] = [
      ...users.diagnostics,
      ...(groups?.diagnostics ?? []),
      ...shadow.diagnostics,
    ];
    return {
      section:
        missing.length === 0
          ? complete(data)
          : incomplete(
              data,
              missing.join('; '),
              'Scan the directory that holds the other accounts, or accept the finding.',
            ),
      diagnostics,
    };
  },
};

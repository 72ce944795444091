import type { Diagnostic } from '../../../../core/diagnostic.ts';
import { type Fact, isKnown, known, type Place, unknown } from '../../../../core/fact.ts';
import { listAt, textAt } from '../../../iam/json-value.ts';
import type { AwsGroup, AwsPrefixList } from '../aws-network.ts';
import type { AccountExport } from './account.ts';
import type { AwsDocument } from './documents.ts';

/** Prefix lists, and what a person should know of files that tell none. */
export interface PrefixLists {
  readonly lists: readonly AwsPrefixList[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Lists that were given and those that permissions name. The answer with the entries of a list does not name it: the
 * name of its file does.
 */
export function readPrefixLists(given: AccountExport, groups: readonly AwsGroup[]): PrefixLists {
  const diagnostics: Diagnostic[] = [];
  const entries = new Map<string, AwsDocument[]>();
  for (const document of given.documents.filter(({ list }) => list === 'Entries')) {
    const ids = new Set(document.file.match(/pl-[0-9a-f]{8,17}(?![0-9a-f])/g) ?? []);
    const [id] = ids;
    if (id === undefined || ids.size > 1) {
      diagnostics.push({
        level: 'warning',
        code: 'list-not-told',
        message: `${document.file} holds the entries of a prefix list and does not tell of which; it was left out`,
        at: { file: document.file },
        hint: `Name the file after the list. ${COMMAND}`,
      });
      continue;
    }
    entries.set(id, [...(entries.get(id) ?? []), document]);
  }
  const named = new Map(
    given.records('PrefixLists').map((record) => [textAt(record.value, 'PrefixListId') ?? '', record]),
  );
  const used = groups.flatMap(({ permissions }) =>
    permissions.flatMap(({ peer, at }) =>
      peer.kind === 'prefix-list' && isKnown(peer.id) ? [[peer.id.value, at] as const] : [],
    ),
  );
  const places = new Map<string, Place>(used);
  const ids = [...new Set([...named.keys(), ...entries.keys(), ...places.keys()])].sort();
  const lists = ids.map((id): AwsPrefixList => {
    const record = named.get(id);
    const own = entries.get(id);
    const at = record?.at() ?? places.get(id) ?? { file: own?.[0]?.file ?? '' };
    const name = record === undefined ? '' : (textAt(record.value, 'PrefixListName') ?? '');
    return { id, name, cidrs: cidrsOf(own, record?.value, id, at) };
  });
  for (const { id, cidrs } of lists) {
    const at = places.get(id);
    if (at === undefined || isKnown(cidrs)) continue;
    diagnostics.push({
      level: 'warning',
      code: 'uncertain-rule',
      message: `rules that name it may match anybody: ${cidrs.unknown}`,
      at,
    });
  }
  return { lists, diagnostics };
}

const COMMAND = 'For each list: `aws ec2 get-managed-prefix-list-entries --prefix-list-id ID --output json > ID.json`.';

function cidrsOf(
  own: readonly AwsDocument[] | undefined,
  value: Readonly<Record<string, unknown>> | undefined,
  id: string,
  at: Place,
): Fact<readonly string[]> {
  if (own !== undefined) {
    const file = own[0]?.file ?? '';
    if (own.every(({ truncated }) => truncated))
      return unknown(`${file}: the entries of ${id} go on (NextToken), and the last page is not here`, { file });
    const cidrs = own.flatMap(({ records }) => records.flatMap((record) => textAt(record.value, 'Cidr') ?? []));
    return known([...new Set(cidrs)], { file });
  }
  // describe-prefix-lists, the older command for the lists of AWS, tells the addresses at once.
  const cidrs = value === undefined ? undefined : listAt(value, 'Cidrs');
  if (cidrs !== undefined)
    return known(
      cidrs.filter((cidr) => typeof cidr === 'string'),
      at,
    );
  return unknown(
    `the addresses of the prefix list ${id} were not given: \`aws ec2 get-managed-prefix-list-entries --prefix-list-id ${id} --output json > ${id}.json\``,
    at,
  );
}

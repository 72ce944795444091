import type { Diagnostic } from '../../../core/diagnostic.ts';
import { known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, incomplete, type Section } from '../../../core/section.ts';
import type { IamLastAccessed, LastAccessed, LastAccessedService } from '../../../model/generated/model.ts';
import { parseIamArn } from '../aws-arn.ts';
import type { ExportDocument } from '../export-documents.ts';
import { distinct, type ExportRecord, instantFact, own, recordOf, recordsAt, textIn } from '../export-record.ts';
import { goesOn, missingPage } from './pages.ts';

/** What tells of the use of services: the answers of one account. */
export interface UseAnswers {
  readonly documents: readonly ExportDocument[];
  readonly refused: readonly string[];
  readonly hint: string | undefined;
}

/** The principal that an answer is about: by the command, by who used anything, or by the name of the file. */
export function principalOf({
  file,
  value,
  locate,
}: ExportDocument): { readonly id: string; readonly account?: string } | undefined {
  const arn = parseIamArn(/--arn[ =](\S+)/.exec(file)?.[1] ?? '');
  const record = recordOf(value, '', locate);
  const told = arn === undefined ? entityOf(record) : idOf(arn.resource);
  const account = arn?.account ?? accountOf(record);
  const [, kind, name] = /last-accessed-(user|role|group)-(.+?)(?:\.json)?$/.exec(file) ?? [];
  const id = told ?? (kind === undefined || name === undefined ? undefined : `${kind}:${name}`);
  return id === undefined ? undefined : { id, ...(account === undefined ? {} : { account }) };
}

function idOf(resource: string): string | undefined {
  const [kind, ...rest] = resource.split('/');
  const name = rest.at(-1);
  return (kind === 'user' || kind === 'role' || kind === 'group') && name !== undefined ? `${kind}:${name}` : undefined;
}

/** Of a user or role only it itself can have used anything; several names mean a group or a policy. */
function entityOf(record: ExportRecord | undefined): string | undefined {
  const [only, ...others] = entities(record);
  return only === undefined || others.length > 0 ? undefined : idOf(parseIamArn(only)?.resource ?? '');
}

function accountOf(record: ExportRecord | undefined): string | undefined {
  return parseIamArn(entities(record)[0] ?? '')?.account;
}

function entities(record: ExportRecord | undefined): readonly string[] {
  const list = record === undefined ? undefined : recordsAt(record, 'ServicesLastAccessed');
  return distinct((list?.records ?? []).flatMap((one) => textIn(one, 'LastAuthenticatedEntity') ?? []));
}

/** Which services the principals of one account used last. */
export function lastAccessed(
  account: string,
  { documents, refused, hint }: UseAnswers,
  diagnostics: Diagnostic[],
): Section<IamLastAccessed> {
  const gaps: string[] = [...refused];
  const principals = new Map<string, LastAccessed>();
  const ends = new Map<string, boolean>();
  for (const document of documents) {
    const { file } = document;
    const record = recordOf(document.value, '', document.locate);
    const id = principalOf(document)?.id;
    const status = textIn(record, 'JobStatus');
    const list = record === undefined ? undefined : recordsAt(record, 'ServicesLastAccessed');
    if (id === undefined || record === undefined || list === undefined || status !== 'COMPLETED') {
      const why =
        status === 'COMPLETED' && list !== undefined
          ? 'does not tell whose services they are: name the file last-accessed-user-NAME.json, or last-accessed-role-NAME.json'
          : 'is no finished report: ask again with the same --job-id';
      gaps.push(`${file} ${why}`);
      diagnostics.push({ level: 'warning', code: 'unusable-export', message: `${file} ${why}`, at: { file } });
      continue;
    }
    if (list.odd > 0) gaps.push(`${file}: entries of ServicesLastAccessed could not be read`);
    const services = list.records.flatMap((one): readonly LastAccessedService[] => {
      const namespace = textIn(one, 'ServiceNamespace');
      if (namespace === undefined) {
        gaps.push(`${file}: a service without its namespace was left out`);
        return [];
      }
      // Without a date it was not used in the time that AWS tracks.
      const used =
        'LastAuthenticated' in one.value
          ? own(one.value, 'LastAuthenticated') === undefined
            ? unknown('LastAuthenticated is not a date; export it again', one.at)
            : instantFact(one, 'LastAuthenticated', { means: 'never' })
          : known('never', one.at);
      return [{ namespace, last_used_at: used, at: one.at }];
    });
    const before = principals.get(id)?.services ?? [];
    const byName = new Map([...services, ...before].map((one) => [one.namespace, one]));
    principals.set(id, { id, at: record.at, services: sortedBy(byName.values(), ({ namespace }) => namespace) });
    ends.set(id, ends.get(id) === true || !goesOn(document));
    if (goesOn(document) && documents.every(goesOn)) gaps.push(missingPage(document));
  }
  for (const [id, whole] of ends) if (!whole) gaps.push(`the services of ${id} go on, and the next page is not here`);
  const data: IamLastAccessed = {
    system: 'aws',
    account,
    principals: sortedBy(principals.values(), ({ id }) => id),
  };
  return gaps.length === 0 ? complete(data) : incomplete(data, distinct(gaps).join('; '), hint);
}

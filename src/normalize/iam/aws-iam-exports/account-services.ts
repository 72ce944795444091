import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, isKnown, known, mapFact, type Place, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, type Section } from '../../../core/section.ts';
import type { IamAccountServices, IamServerCertificate } from '../../../model/generated/model.ts';
import { leftOut } from '../directory-parts.ts';
import type { ExportDocument } from '../export-documents.ts';
import { distinct, type ExportRecord, recordOf, recordsAt, textIn } from '../export-record.ts';
import { utcInstant } from '../instant.ts';
import { AWS_COMMANDS } from './commands.ts';
import type { AwsAnswer } from './documents.ts';
import { goesOn, missingPage } from './pages.ts';

/** What tells of certificates, analyzers and identity providers: the answers of one account. */
export interface ServiceAnswers {
  readonly of: (kind: AwsAnswer) => readonly ExportDocument[];
  /** Why a call was refused, by its operation; undefined when it was not. */
  readonly refusedCall: (operation: string) => string | undefined;
  /** Where what was not given would stand. */
  readonly place: Place;
}

/** Server certificates, access analyzers and identity providers of one account. */
export function accountServices(
  account: string,
  { of, refusedCall, place }: ServiceAnswers,
  diagnostics: Diagnostic[],
): Section<IamAccountServices> {
  const lists = {
    certificates: readList(of('ServerCertificateMetadataList'), 'ServerCertificateMetadataList', certificate),
    analyzers: readList(of('analyzers'), 'analyzers', analyzer),
    saml: readList(of('SAMLProviderList'), 'SAMLProviderList', (one) => provider('saml', one)),
    oidc: readList(of('OpenIDConnectProviderList'), 'OpenIDConnectProviderList', (one) => provider('oidc', one)),
    center: readList(of('Instances'), 'Instances', () => 'identity-center'),
  };
  for (const { faults } of Object.values(lists)) diagnostics.push(...faults);
  const { saml, oidc, center } = lists;
  const telling = { place, refusedCall };
  const named = [
    told(saml, 'ListSAMLProviders', 'the identity providers were', AWS_COMMANDS.samlProviders, telling),
    told(oidc, 'ListOpenIDConnectProviders', 'the identity providers were', AWS_COMMANDS.oidcProviders, telling),
    ...(center.place === undefined ? [] : [told(center, 'ListInstances', 'Identity Center was', '', telling)]),
  ];
  const untold = named.find((fact) => !isKnown(fact));
  const data: IamAccountServices = {
    system: 'aws',
    account,
    server_certificates: mapFact(
      told(
        lists.certificates,
        'ListServerCertificates',
        'the server certificates were',
        AWS_COMMANDS.certificates,
        telling,
      ),
      (found) => sortedBy(found, ({ id }) => id),
    ),
    analyzers: mapFact(
      told(lists.analyzers, 'ListAnalyzers', 'the access analyzers were', AWS_COMMANDS.analyzers, telling),
      (found) => distinct(found.filter((arn) => arn !== '')),
    ),
    identity_providers:
      untold !== undefined && !isKnown(untold)
        ? untold
        : known(distinct([...saml.found, ...oidc.found, ...center.found]), saml.place ?? place),
  };
  return complete(data);
}

interface List<T> {
  readonly found: readonly T[];
  /** Where it stands; undefined when it was not given. */
  readonly place: { readonly file: string } | undefined;
  /** Why more may be missing. */
  readonly gap: string | undefined;
  readonly faults: readonly Diagnostic[];
}

function readList<T>(
  documents: readonly ExportDocument[],
  key: AwsAnswer,
  read: (record: ExportRecord) => T | undefined,
): List<T> {
  const found: T[] = [];
  const faults: Diagnostic[] = [];
  let gap: string | undefined;
  for (const document of documents) {
    const record = recordOf(document.value, '', document.locate);
    const list = record === undefined ? undefined : recordsAt(record, key);
    if (list === undefined || list.odd > 0) gap = `${document.file}: entries of ${key} could not be read`;
    for (const one of list?.records ?? []) {
      const value = read(one);
      if (value !== undefined) found.push(value);
      else {
        gap = `${document.file}: entries of ${key} could not be read`;
        faults.push(leftOut(`an entry of ${key} lacks its name or date`, one.at));
      }
    }
  }
  // Analyzers are listed region by region: each list ends by itself.
  const open = documents.filter(goesOn);
  const [first] = open;
  if (first !== undefined && (key === 'analyzers' || open.length === documents.length)) gap ??= missingPage(first);
  const file = documents[0]?.file;
  return { found, place: file === undefined ? undefined : { file }, gap, faults };
}

function told<T>(
  { found, place, gap }: List<T>,
  operation: string,
  what: string,
  command: string,
  telling: Pick<ServiceAnswers, 'place' | 'refusedCall'>,
): Fact<readonly T[]> {
  const refused = telling.refusedCall(operation);
  if (refused !== undefined) return unknown(refused, place ?? telling.place);
  if (place === undefined) return unknown(`${what} not given: \`${command}\``, telling.place);
  return gap === undefined ? known(found, place) : unknown(gap, place);
}

function certificate(one: ExportRecord): IamServerCertificate | undefined {
  const id = textIn(one, 'ServerCertificateName');
  const expires = utcInstant(textIn(one, 'Expiration') ?? '');
  return id === undefined || expires === undefined ? undefined : { id, expires_at: expires, at: one.at };
}

/** The ARN of an analyzer that is at work on access from outside; empty for any other. */
function analyzer(one: ExportRecord): string | undefined {
  const [arn, type, status] = [textIn(one, 'arn'), textIn(one, 'type'), textIn(one, 'status')];
  if (arn === undefined || type === undefined || status === undefined) return undefined;
  return status === 'ACTIVE' && /^(?:ACCOUNT|ORGANIZATION)$/.test(type) ? arn : '';
}

function provider(kind: 'saml' | 'oidc', one: ExportRecord): string | undefined {
  const [, name] = /-provider\/(.+)$/.exec(textIn(one, 'Arn') ?? '') ?? [];
  return name === undefined ? undefined : `${kind}:${name}`;
}

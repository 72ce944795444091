import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type ExportDocument, readExportDocuments } from '../export-documents.ts';
import { addGap, addPage, type PagedLists, tellMissingPages } from '../export-pages.ts';
import { type ExportRecord, own, recordAt, recordOf, recordsAt, recordsOf, textIn } from '../export-record.ts';
import { isObject } from '../json-value.ts';
import { GCP_IAM_COMMANDS } from './commands.ts';

/** The kinds of objects that the commands and the API list. */
export type GcpKind = 'policy' | 'service-account' | 'key' | 'role' | 'api-key' | 'constraint' | 'activity' | 'project';

/** A policy and what it is set on. */
export interface ScopedPolicy {
  /** `organizations/1`, `folders/2`, `projects/p`, or the path of another resource. */
  readonly scope: string;
  readonly policy: ExportRecord;
}

/** All objects of an export. */
export interface GcpIamExport {
  readonly policies: readonly ScopedPolicy[];
  readonly lists: ReadonlyMap<GcpKind, readonly ExportRecord[]>;
  readonly organizations: ReadonlySet<string>;
  readonly gaps: ReadonlyMap<GcpKind, readonly string[]>;
  readonly broken: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The names under which answers of the API hold their lists. */
const WRAPPERS = ['results', 'accounts', 'keys', 'roles', 'policies', 'projects', 'activities', 'assets'] as const;

const FILE_SCOPE = /(?:^|[\\/.])(organization|folder|project|service-account|bucket)-([^\\/]+?)\.iam\.json$/;

/** What an object is; undefined for anything else. */
export function kindOf(value: unknown): GcpKind | undefined {
  if (!isObject(value)) return undefined;
  const name = typeof value['name'] === 'string' ? value['name'] : '';
  if (policyOf(value) !== undefined) return 'policy';
  if (/^projects\/[^/]+\/serviceAccounts\/[^/]+\/keys\/[^/]+$/.test(name)) return 'key';
  if (/^projects\/[^/]+\/serviceAccounts\/[^/]+$/.test(name)) return 'service-account';
  if (/^projects\/[^/]+\/locations\/[^/]+\/keys\/[^/]+$/.test(name) && value['primary'] === undefined) return 'api-key';
  if (/^(?:(?:projects|organizations)\/[^/]+\/)?roles\/[\w.]+$/.test(name)) return 'role';
  if (/^(?:organizations|folders|projects)\/[^/]+\/policies\/[\w.]+$/.test(name)) return 'constraint';
  if (typeof value['constraint'] === 'string' && /^(?:constraints\/)?[\w.]+$/.test(value['constraint'])) {
    return ['booleanPolicy', 'listPolicy', 'restoreDefault', 'etag'].some((key) => value[key] !== undefined)
      ? 'constraint'
      : undefined;
  }
  if (typeof value['activityType'] === 'string' && typeof value['fullResourceName'] === 'string') return 'activity';
  if (typeof value['projectId'] === 'string' && typeof value['lifecycleState'] === 'string') return 'project';
  return undefined;
}

type PolicyForm = 'search' | 'asset' | 'ancestor' | 'plain' | 'analysis';

function policyOf(value: unknown): PolicyForm | undefined {
  if (!isObject(value)) return undefined;
  const { policy, iamPolicy, iam_policy, mainAnalysis } = value;
  if (typeof value['resource'] === 'string' && isObject(policy)) return 'search';
  if (
    typeof value['name'] === 'string' &&
    value['name'].startsWith('//') &&
    (isObject(iamPolicy) || isObject(iam_policy))
  )
    return 'asset';
  if (
    typeof value['id'] === 'string' &&
    isObject(policy) &&
    /^(?:project|folder|organization)$/.test(String(value['type']))
  )
    return 'ancestor';
  if (isObject(mainAnalysis) && Array.isArray(mainAnalysis['analysisResults'])) return 'analysis';
  const { bindings } = value;
  const isBinding = (one: unknown): boolean => isObject(one) && typeof one['role'] === 'string';
  const isPlain = typeof value['etag'] === 'string' && Array.isArray(bindings) && bindings.some(isBinding);
  return isPlain && value['kind'] === undefined && value['apiVersion'] === undefined ? 'plain' : undefined;
}

/** True for what a document of this format holds; an answer of the API that lists nothing is none. */
export function isGcpIam(value: unknown): boolean {
  if (kindOf(value) !== undefined) return true;
  if (isKeysOf(value)) return true;
  const list = Array.isArray(value) ? value : listIn(value);
  return list !== undefined && list.length > 0 && list.every((item) => kindOf(item) !== undefined);
}

function listIn(value: unknown): readonly unknown[] | undefined {
  if (!isObject(value)) return undefined;
  for (const name of WRAPPERS) {
    const list = value[name];
    if (Array.isArray(list)) return list;
  }
  return undefined;
}

/** The keys of one account with its name, which an empty list needs: `{"serviceAccount":"a@p…","keys":[]}`. */
function isKeysOf(value: unknown): boolean {
  return isObject(value) && typeof value['serviceAccount'] === 'string' && Array.isArray(value['keys']);
}

interface Draft extends PagedLists<GcpKind> {
  readonly policies: ScopedPolicy[];
  readonly lists: Map<GcpKind, Map<string, ExportRecord>>;
  readonly organizations: Set<string>;
}

/** Reads all objects of some exports. */
export function readGcpIam(captures: readonly Capture[]): GcpIamExport & { readonly keysOf: ReadonlySet<string> } {
  const { documents, faults } = readExportDocuments(
    captures,
    `Export it again, for example \`${GCP_IAM_COMMANDS.policies}\``,
  );
  const draft: Draft = {
    policies: [],
    lists: new Map(),
    organizations: new Set(),
    gaps: new Map(),
    broken: faults.map(({ message }) => message),
    diagnostics: [...faults],
    pages: new Map(),
  };
  const keysOf = new Set<string>();
  for (const document of documents) addDocument(draft, document, keysOf);
  const described = documents.filter(({ value }) => kindOf(value) === 'constraint').length;
  const listed = documents.some(
    ({ value }) => Array.isArray(value) && value.some((one) => kindOf(one) === 'constraint'),
  );
  if (described === 1 && !listed) addGap(draft, 'constraint', 'one constraint alone was given');
  tellMissingPages(draft);
  return {
    ...draft,
    lists: new Map([...draft.lists].map(([kind, byName]) => [kind, [...byName.values()]])),
    keysOf,
  };
}

function addDocument(draft: Draft, { file, value, locate }: ExportDocument, keysOf: Set<string>): void {
  const root = recordOf(value, '', locate);
  if (root !== undefined && isKeysOf(value)) keysOf.add(textIn(root, 'serviceAccount') ?? '');
  const inner =
    root === undefined || kindOf(value) !== undefined
      ? undefined
      : WRAPPERS.find((name) => Array.isArray(own(root.value, name)));
  const listed =
    root === undefined ? recordsOf(value, '', locate) : inner === undefined ? undefined : recordsAt(root, inner);
  const records = listed?.records ?? (root === undefined ? [] : [root]);
  const kinds = new Set<GcpKind>();
  let odd = listed?.odd ?? 0;
  for (const record of records) {
    const kind = kindOf(record.value);
    if (kind === undefined) {
      odd += 1;
      continue;
    }
    kinds.add(kind);
    if (kind === 'policy') addPolicy(draft, record);
    else {
      const byName = draft.lists.get(kind) ?? new Map<string, ExportRecord>();
      draft.lists.set(kind, byName);
      const name =
        kind === 'constraint' || kind === 'activity' || kind === 'project'
          ? `${file}#${textIn(record, 'name') ?? textIn(record, 'constraint') ?? textIn(record, 'projectId') ?? record.pointer}${kind === 'activity' ? record.pointer : ''}`
          : (textIn(record, 'name') ?? record.pointer);
      if (!byName.has(name)) byName.set(name, record);
    }
  }
  addPage(draft, file, root, kinds, odd);
}

function addPolicy(draft: Draft, record: ExportRecord): void {
  const { file } = record.at;
  const add = (scope: string, policy: ExportRecord | undefined): void => {
    if (policy === undefined) return;
    if (scope.startsWith('organizations/')) draft.organizations.add(scope);
    draft.policies.push({ scope, policy });
  };
  switch (policyOf(record.value)) {
    case 'search': {
      const organization = textIn(record, 'organization');
      if (organization !== undefined) draft.organizations.add(organization);
      add(scopeOf(textIn(record, 'resource') ?? ''), recordAt(record, 'policy'));
      return;
    }
    case 'asset': {
      const above = own(record.value, 'ancestors');
      for (const one of Array.isArray(above) ? above : [])
        if (typeof one === 'string' && one.startsWith('organizations/')) draft.organizations.add(one);
      add(scopeOf(textIn(record, 'name') ?? ''), recordAt(record, 'iamPolicy') ?? recordAt(record, 'iam_policy'));
      return;
    }
    case 'ancestor':
      add(`${textIn(record, 'type') ?? ''}s/${textIn(record, 'id') ?? ''}`, recordAt(record, 'policy'));
      return;
    case 'analysis': {
      const results = recordsAt(recordAt(record, 'mainAnalysis') ?? record, 'analysisResults');
      for (const result of results?.records ?? []) {
        const binding = recordAt(result, 'iamBinding');
        // One binding stands for a policy of one.
        const policy = binding === undefined ? undefined : { ...binding, value: { bindings: [binding.value] } };
        add(scopeOf(textIn(result, 'attachedResourceFullName') ?? ''), policy);
      }
      return;
    }
    default: {
      const [, kind, name] = FILE_SCOPE.exec(file) ?? [];
      if (kind === undefined || name === undefined) {
        const message = `${file} does not tell which resource its policy is set on`;
        draft.broken.push(message);
        draft.diagnostics.push({
          level: 'error',
          code: 'unknown-resource',
          message,
          at: record.at,
          hint: `Name the file project-PROJECT_ID.iam.json (or organization-…, folder-…), or use \`${GCP_IAM_COMMANDS.policies}\`.`,
        });
        return;
      }
      const scope = fileScope(kind, name);
      draft.diagnostics.push({
        level: 'note',
        code: 'resource-by-name',
        message: `${file}: its policy is taken to be that of ${scope}, by the name of the file`,
        at: { file },
      });
      add(scope, record);
      return;
    }
  }
}

function fileScope(kind: string, name: string): string {
  if (kind === 'service-account') return `serviceAccounts/${name}`;
  return kind === 'bucket' ? `buckets/${name}` : `${kind}s/${name}`;
}

/** The scope of a full resource name: `//cloudresourcemanager.googleapis.com/projects/p` is `projects/p`. */
function scopeOf(resource: string): string {
  return resource.replace(/^\/\/cloudresourcemanager\.googleapis\.com\//, '').replace(/^\/\//, '');
}

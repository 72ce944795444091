import { own, textIn } from '../export-record.ts';
import type { GraphExports } from './graph-exports.ts';

/** The tenant that the exports are of: its id, or its first domain; undefined when no export tells. */
export function tenantOf(exports: GraphExports): {
  readonly id: string | undefined;
  readonly name: string | undefined;
} {
  const ids = new Set<string>();
  for (const record of exports.list('organization').records) add(ids, textIn(record, 'id'));
  // `DirectoryRole_TENANT_ROLE`
  for (const kind of ['role-policies', 'role-policy-assignments'] as const)
    for (const record of exports.list(kind).records)
      add(
        ids,
        /^Directory(?:Role)?_([0-9a-f-]{36})_/i.exec(textIn(record, 'id') ?? textIn(record, 'policyId') ?? '')?.[1],
      );
  if (ids.size === 0) {
    const registered = new Set(
      exports.list('applications').records.flatMap((record) => textIn(record, 'appId')?.toLowerCase() ?? []),
    );
    for (const record of exports.list('service-principals').records)
      if (registered.has(textIn(record, 'appId')?.toLowerCase() ?? ''))
        add(ids, textIn(record, 'appOwnerOrganizationId'));
  }
  const [id, ...others] = ids;
  const only = others.length === 0 ? id : undefined;
  return { id: only, name: initialDomain(exports) ?? only };
}

function add(ids: Set<string>, id: string | undefined): void {
  if (id !== undefined) ids.add(id.toLowerCase());
}

/** The domain that a tenant is made with (`NAME.onmicrosoft.com`) never changes. */
function initialDomain(exports: GraphExports): string | undefined {
  const names = new Set<string>();
  for (const record of exports.list('domains').records)
    if (own(record.value, 'isInitial') === true) add(names, textIn(record, 'id'));
  if (names.size === 0)
    for (const record of exports.list('organization').records) {
      const domains = own(record.value, 'verifiedDomains');
      for (const domain of Array.isArray(domains) ? domains : [])
        if (typeof domain === 'object' && domain !== null && Reflect.get(domain, 'isInitial') === true) {
          const name: unknown = Reflect.get(domain, 'name');
          if (typeof name === 'string') names.add(name.toLowerCase());
        }
    }
  const [name, ...others] = names;
  return others.length === 0 ? name : undefined;
}

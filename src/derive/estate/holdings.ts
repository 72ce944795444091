import { isKnown, type Unknown } from '../../core/fact.ts';
import type { EstateAccount, EstateGrant, EstateHeld, EstatePosition } from '../../model/generated/model.ts';

/** One grant of one account, as findings about its person list it. */
export function heldBy(account: EstateAccount, grant: EstateGrant): EstateHeld {
  const sure = isSure(account);
  const via = grant.via === '' || grant.via === 'primary group' ? '' : ` through ${grant.via}`;
  const scope = grant.scope === '' || grant.scope === '/' ? '' : ` on ${grant.scope}`;
  return {
    id: `${account.id} ${grant.id}`,
    account: account.id,
    system: account.system,
    login: account.name,
    grant: grant.grant,
    name: grant.name,
    kind: grant.kind,
    scope: grant.scope,
    via: grant.via,
    sure,
    text: `${wordFor(grant.kind)} ${grant.name}${scope}${via} of ${loginOf(account)} on ${account.system.replace(/:$/, '')}${sure ? '' : ' (whose account it is, is guessed from its name)'}`,
    at: grant.at,
  };
}

/**
 * A login that is an address names a person: the id of the system stands in, where it has one, else the place of the
 * record.
 */
export function loginOf({ name, external_id: id, at }: Pick<EstateAccount, 'name' | 'external_id' | 'at'>): string {
  if (!name.includes('@')) return name;
  return id !== '' && !id.includes('@') ? id : `LOGIN (${at.file}:${at.line ?? '?'})`;
}

function wordFor(kind: EstateGrant['kind']): string {
  return kind === 'inline' ? 'inline policy' : kind;
}

/** Told by a declaration or an address, not by the name alone. */
export function isSure({ confidence }: Pick<EstateAccount, 'confidence'>): boolean {
  return confidence === 'declared' || confidence === 'exact';
}

/** An account that nobody proved to be disabled may be used. */
export function mayBeEnabled({ enabled }: EstateAccount): boolean {
  return !isKnown(enabled) || enabled.value;
}

/** What stands against a whole answer about accounts: entitlements that could not be read. */
export function unreadGrants(accounts: readonly EstateAccount[]): readonly Unknown[] {
  return accounts.flatMap(({ entitlements }) => (isKnown(entitlements) ? [] : [entitlements]));
}

/** The group that every user of a host has for itself. */
export function isOwnGroup(account: EstateAccount, grant: EstateGrant): boolean {
  return grant.via === 'primary group' && grant.name === account.name;
}

/** True when a list of grants names this one, in one of its spellings. */
export function isListed(grant: EstateGrant, list: ReadonlySet<string>): boolean {
  return list.has(grant.grant) || grant.also.some((spelling) => list.has(spelling));
}

/** Look-up of the catalogue of positions; undefined for a position that it does not hold. */
export function grantsByPosition(
  positions: readonly EstatePosition[],
): (position: string) => ReadonlySet<string> | undefined {
  const byName = new Map(positions.map(({ id, grants }) => [id.toLowerCase(), new Set(grants)]));
  return (position) => byName.get(position.toLowerCase());
}

/** The accounts of each person that were linked, surely or by the name. */
export function accountsOfPeople(accounts: readonly EstateAccount[]): ReadonlyMap<string, readonly EstateAccount[]> {
  const found = new Map<string, EstateAccount[]>();
  for (const account of accounts) {
    if (!isKnown(account.person) || account.person.value === '') continue;
    const list = found.get(account.person.value) ?? [];
    found.set(account.person.value, list);
    list.push(account);
  }
  return found;
}

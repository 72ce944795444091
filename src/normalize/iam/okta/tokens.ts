import { type Fact, known, unknown } from '../../../core/fact.ts';
import { sortedBy } from '../../../core/order.ts';
import type { ApiKey } from '../../../model/generated/model.ts';
import { distinctIds } from '../directory-parts.ts';
import { distinct, type ExportRecord, instantFact, own, recordAt, textIn, textsIn } from '../export-record.ts';

/** Reads API tokens: each may do all that its user may, from the networks it is limited to. */
export function readTokens(
  tokens: readonly ExportRecord[],
  zones: readonly ExportRecord[] | undefined,
  users: ReadonlyMap<string, string>,
): readonly ApiKey[] {
  const ids = distinctIds(
    tokens,
    (token) => `token:${textIn(token, 'name') ?? textIn(token, 'id') ?? ''}`,
    (token) => textIn(token, 'id') ?? '',
  );
  const zoneNames = new Map((zones ?? []).map((zone) => [textIn(zone, 'id') ?? '', textIn(zone, 'name') ?? '']));
  return sortedBy(
    tokens.map((token): ApiKey => {
      const { at } = token;
      const user = textIn(token, 'userId');
      return {
        id: ids.get(token) ?? '',
        kind: 'api-token',
        at,
        holder:
          user === undefined
            ? unknown('the list does not tell whose token it is', at)
            : known(users.get(user) ?? `user:${user}`, at),
        active: known(true, at),
        created_at: instantFact(token, 'created', { untold: 'the list does not tell when it was made' }),
        expires_at: instantFact(token, 'expiresAt', { untold: 'the list does not tell when it ends' }),
        apis: known([], at),
        callers: callersOf(token, zoneNames),
      };
    }),
    ({ id }) => id,
  );
}

function callersOf(token: ExportRecord, zones: ReadonlyMap<string, string>): Fact<readonly string[]> {
  const { at } = token;
  const network = recordAt(token, 'network');
  if (network === undefined)
    return own(token.value, 'network') === undefined
      ? unknown('the list does not tell from which networks it works; list the tokens with a current API', at)
      : unknown('its networks cannot be read', at);
  const connection = textIn(network, 'connection');
  if (connection === 'ANYWHERE') return known([], at);
  if (connection !== 'ZONE') return unknown('its networks cannot be read', at);
  const include = textsIn(network, 'include') ?? [];
  // With exclusions only it works from nearly everywhere.
  if (include.length === 0) return known([], at);
  return known(distinct(include.map((id) => (id === 'ALL_ZONES' ? 'all zones' : (zones.get(id) ?? id)))), at);
}

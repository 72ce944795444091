import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import { deriveSection, type Section } from '../../core/section.ts';
import type { ApiKey, IamApiKeyState, IamApiKeys, IamDirectoryState } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { daysSince } from './credential-ages.ts';

/** The ages of API keys and tokens, and what those as whom they act may do. */
export const apiKeyState: Derivation = {
  id: 'api-key-state',
  domain: 'iam',
  derive({ iam = {} }, { nowMs }) {
    const { api_keys: keys, directory_state: state } = iam;
    if (keys === undefined) return {};
    const section = deriveSection([keys] as const, ({ system, account, keys: list }: IamApiKeys): IamApiKeyState => {
      const powers = new Map((state?.data?.identities ?? []).map(({ id, power }) => [id, power]));
      return {
        system,
        account,
        keys: list.map((key) => ({
          id: key.id,
          kind: key.kind,
          at: key.at,
          holder: key.holder,
          power: powerOf(key, powers, state),
          active: key.active,
          age_days: daysSince(key.created_at, nowMs),
          apis: key.apis,
          callers: key.callers,
        })),
      };
    });
    return { iam: { ...iam, api_key_state: section } };
  },
};

/** The holder's power; where the holder was not given, nobody can tell. */
function powerOf(
  { holder, at }: ApiKey,
  powers: ReadonlyMap<string, Fact<string>>,
  state: Section<IamDirectoryState> | undefined,
): Fact<string> {
  if (!isKnown(holder)) return holder;
  if (holder.value === '') return known('none', at);
  const why =
    state?.data === undefined ? (state?.reason ?? 'the users were not given') : 'its holder is not in the export';
  return powers.get(holder.value) ?? unknown(`what its holder may do is not known: ${why}`, at);
}

import { isKnown, unknown } from '../../core/fact.ts';
import { deriveSection, incomplete, type Section } from '../../core/section.ts';
import type { IamCredentials, IamFactorHolder, IamFactorState, IamMfaDevices } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { factorsOf } from './factors.ts';

/** Of each holder of credentials, which kinds of second factors it has. */
export const factorState: Derivation = {
  id: 'factor-state',
  domain: 'iam',
  derive({ iam = {} }) {
    const { credentials, mfa_devices: devices } = iam;
    if (credentials === undefined) return {};
    return { iam: { ...iam, factor_state: stateOf(credentials, devices) } };
  },
};

/** The devices are no source without which nothing is known: without them the kinds alone are. */
function stateOf(
  credentials: Section<IamCredentials>,
  devices: Section<IamMfaDevices> | undefined,
): Section<IamFactorState> {
  const state = deriveSection(
    [credentials] as const,
    (data: IamCredentials): IamFactorState => ({
      holders: data.holders.map((holder): IamFactorHolder => {
        const { id, kind, name, at, password, mfa } = holder;
        return { id, kind, name, at, password: password.enabled, mfa, ...factorsOf(id, mfa, devices, at) };
      }),
    }),
  );
  const root = devices?.data?.root_mfa;
  if (state.data !== undefined || root === undefined || !isKnown(root)) return state;
  // The account summary tells of root alone.
  const untold = unknown('the credential report was not given', root.at);
  return incomplete(
    {
      holders: [
        {
          id: 'root',
          kind: 'root',
          name: 'root',
          at: root.at,
          password: untold,
          mfa: root,
          ...factorsOf('root', root, devices, root.at),
        },
      ],
    },
    state.reason ?? 'the credential report was not given',
    state.hint,
  );
}

import { known } from '../../core/fact.ts';
import { deriveSection, notCollected, type Section } from '../../core/section.ts';
import type { IamAccountServices, IamCertificateState } from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { daysUntil } from './directory-state.ts';

/** How long the server certificates of an account still hold. */
export const certificateState: Derivation = {
  id: 'certificate-state',
  domain: 'iam',
  derive({ iam = {} }, { nowMs }) {
    const { account_services: services } = iam;
    if (services === undefined) return {};
    return { iam: { ...iam, certificate_state: stateOf(services, nowMs) } };
  },
};

function stateOf(services: Section<IamAccountServices>, nowMs: number): Section<IamCertificateState> {
  const list = services.data?.server_certificates;
  if (list !== undefined && 'unknown' in list) return notCollected(list.unknown, services.hint);
  const state = deriveSection([services] as const, ({ server_certificates: told }: IamAccountServices) => ({
    certificates: ('unknown' in told ? [] : told.value).map(({ id, expires_at, at }) => ({
      id,
      at,
      days_to_expiry: daysUntil(known(expires_at, at), nowMs),
    })),
  }));
  // Another list of the services that is missing takes nothing from this one.
  return state.data === undefined ? state : { flag: 'complete', data: state.data };
}

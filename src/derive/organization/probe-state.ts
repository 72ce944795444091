import { daysBetween, hoursBetween, parseInstant } from '../../core/clock.ts';
import { isKnown, known, unknown } from '../../core/fact.ts';
import { sortedBy } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  OrganizationAsset,
  OrganizationProbeReading,
  OrganizationProbeState,
  OrganizationProbeStateItem,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { msOf } from './age.ts';
import { isTarget } from './availability.ts';
import { supplied } from './supply.ts';

/** What the newest reading of a probe says, for each asset that has a probe or a reading. */
export const probeStateDerivation: Derivation = {
  id: 'probe-state',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      probe_state: deriveSection(
        [supplied(organization, 'assets'), supplied(organization, 'uptime')],
        ({ assets }, { readings }): OrganizationProbeState => {
          const items = assets.flatMap((asset) => {
            if (isKnown(asset.status) && asset.status.value !== 'in-service') return [];
            const own = sortedBy(
              readings.filter(({ target }) => isTarget(asset, target)),
              ({ read_at }) => read_at,
            ).at(-1);
            return own === undefined && !isKnown(asset.probe) ? [] : [stateOf(asset, own, nowMs)];
          });
          return { assets: sortedBy(items, ({ id }) => id) };
        },
      ),
    },
  }),
};

function stateOf(
  asset: OrganizationAsset,
  reading: OrganizationProbeReading | undefined,
  nowMs: number,
): OrganizationProbeStateItem {
  const at = reading?.at ?? asset.at;
  const probe = isKnown(asset.probe) ? asset.probe.value : (reading?.target ?? '');
  const missing = unknown(
    `uptime/ holds no single reading of ${probe}: export the metrics of the probe (uptime/*.prom)`,
    at,
  );
  const expiry =
    reading?.certificate_not_after ??
    unknown(`no certificate of ${probe} was seen: export probe_ssl_earliest_cert_expiry (uptime/*.prom)`, at);
  const expiryMs = msOf(expiry);
  const readMs = reading === undefined ? undefined : parseInstant(reading.read_at);
  return {
    id: asset.id,
    at,
    https: probe.toLowerCase().startsWith('https:'),
    has_reading: reading !== undefined,
    read_age_hours: readMs === undefined ? 0 : Math.max(0, hoursBetween(readMs, nowMs)),
    success: reading?.success ?? missing,
    http_status: reading?.http_status ?? missing,
    duration_seconds: reading?.duration_seconds ?? missing,
    latency_objective_seconds: unknown(
      'the objective for the time of an answer is not in the register of assets',
      asset.at,
    ),
    chain_valid: unknown('whether the chain of the certificate is valid is not in the readings', at),
    certificate_not_after: expiry,
    certificate_days_left:
      expiryMs === undefined
        ? isKnown(expiry)
          ? unknown('the end of the certificate cannot be read', expiry.at)
          : expiry
        : known(daysBetween(nowMs, expiryMs), expiry.at),
  };
}

import { type Fact, isKnown, known, mapFact, type Unknown, unknown } from '../../core/fact.ts';
import { compareCodePoints, sortedBy } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  OrganizationAsset,
  OrganizationAssetState,
  OrganizationChangeWindow,
  OrganizationRedundancy,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { matchesPattern } from './pattern.ts';
import { supplied } from './supply.ts';

/** What an asset in service must carry, by column. */
const NEEDED = ['criticality', 'owner', 'rpo_hours', 'rto_minutes', 'slo_percent'] as const;

/** Windows that somebody approved and whose patterns cover an asset. */
export function approvedWindows(
  assetId: string,
  windows: readonly OrganizationChangeWindow[],
): readonly OrganizationChangeWindow[] {
  return windows.filter(
    ({ approved_by: by, assets }) =>
      isKnown(by) && by.value !== '' && assets.some((pattern) => matchesPattern(pattern, assetId)),
  );
}

/** True for an asset in service. */
function inService(asset: OrganizationAsset): Fact<boolean> {
  return mapFact(asset.status, (status) => status === 'in-service');
}

/** What each asset lacks of what was to be declared. */
export const assetStateDerivation: Derivation = {
  id: 'asset-state',
  domain: 'organization',
  derive: ({ organization = {} }) => ({
    organization: {
      asset_state: deriveSection(
        [supplied(organization, 'assets'), supplied(organization, 'change_windows')],
        ({ assets }, { windows }): OrganizationAssetState => ({
          assets: sortedBy(assets, ({ id }) => id).map((asset) => {
            const own = approvedWindows(asset.id, windows).map(({ id }) => id);
            const missing = [
              ...NEEDED.filter((key) => asset.undeclared.includes(key)),
              ...(own.length === 0 ? ['maintenance window'] : []),
            ];
            const unclear: Unknown[] = NEEDED.filter((key) => !asset.undeclared.includes(key)).flatMap((key) => {
              const fact: Fact<string | number> = asset[key];
              return isKnown(fact) ? [] : [fact];
            });
            return {
              id: asset.id,
              at: asset.at,
              in_service: inService(asset),
              missing,
              unclear,
              windows: own.sort(compareCodePoints),
            };
          }),
        }),
      ),
    },
  }),
};

/** How many nodes stand in for each other. An asset that is planned or retired stands in for nobody. */
export const redundancyDerivation: Derivation = {
  id: 'redundancy',
  domain: 'organization',
  derive: ({ organization = {} }) => ({
    organization: {
      redundancy: deriveSection(
        [supplied(organization, 'assets')],
        ({ assets }): OrganizationRedundancy => ({
          assets: sortedBy(assets, ({ id }) => id).map((asset) => {
            const group = isKnown(asset.redundancy_group) ? asset.redundancy_group.value : '';
            return {
              id: asset.id,
              at: asset.at,
              critical: isCritical(asset),
              nodes: nodesOf(asset, group, assets),
              redundancy_group: group,
              failure_domains: unknown(
                'in which failure domains (rack, room, zone) the nodes stand is not in the register of assets',
                asset.at,
              ),
            };
          }),
        }),
      ),
    },
  }),
};

function isCritical(asset: OrganizationAsset): Fact<boolean> {
  const serving = inService(asset);
  if (isKnown(serving) && !serving.value) return serving;
  const critical = mapFact(asset.criticality, (word) => word === 'critical');
  if (isKnown(critical) && !critical.value) return critical;
  return isKnown(serving) ? critical : serving;
}

function nodesOf(asset: OrganizationAsset, group: string, assets: readonly OrganizationAsset[]): Fact<number> {
  if (asset.undeclared.includes('redundancy_group')) return known(1, asset.at);
  if (group === '') return isKnown(asset.redundancy_group) ? known(1, asset.at) : asset.redundancy_group;
  const members = assets.filter((other) => isKnown(other.redundancy_group) && other.redundancy_group.value === group);
  const unread = members.map(inService).find((fact) => !isKnown(fact));
  if (unread !== undefined && !isKnown(unread)) return unread;
  return known(
    members.filter((other) => isKnown(other.status) && other.status.value === 'in-service').length,
    asset.redundancy_group.at,
  );
}

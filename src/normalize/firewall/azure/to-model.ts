import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { CloudNetwork } from '../cloud/cloud-network.ts';
import type { AzureNetwork } from './azure-network.ts';
import { azureLists } from './lists.ts';
import { nsgFilters } from './nsg-filter.ts';
import { pointsOf } from './points.ts';

/** A provider's network, and what could not be understood. */
export interface LoggedNetwork extends CloudNetwork {
  readonly diagnostics: readonly Diagnostic[];
}

/** Turns what a source tells of Azure networks into the model. */
export function toCloudNetwork(network: AzureNetwork): LoggedNetwork {
  const { filters, diagnostics } = nsgFilters(network);
  const { points, filters: bare } = pointsOf(network);
  const untold = (network.nsgs.data ?? []).flatMap(({ label, untold: list }) => list.map((why) => `${label}: ${why}.`));
  const lacking =
    network.nsgs.flag === 'complete' ? [] : [`${network.nsgs.reason ?? ''} ${network.nsgs.hint ?? ''}`.trim()];
  const missing = [...lacking, ...untold];
  return { filters: [...filters, ...bare], points, missing, ...azureLists(network), diagnostics };
}

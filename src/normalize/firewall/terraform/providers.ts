import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { TfState } from '../../terraform/terraform-state.ts';
import { awsToCloud } from '../aws/aws-to-cloud.ts';
import { awsOfTerraform } from '../aws/terraform.ts';
import { untoldPermissions } from '../aws/untold-permissions.ts';
import { azureOfTerraform } from '../azure/terraform.ts';
import type { CloudNetwork } from '../cloud/cloud-network.ts';
import { gcpOfTerraform } from '../gcp/terraform.ts';
import { kubernetesOfTerraform } from '../kubernetes/terraform.ts';

/** What a provider's mapper gives. */
export interface ProviderNetwork extends CloudNetwork {
  readonly diagnostics?: readonly Diagnostic[];
}

/** The networks of all providers in one state; a provider that has nothing there gives none. */
export function providerNetworks(state: TfState): readonly ProviderNetwork[] {
  const networks: readonly (ProviderNetwork | undefined)[] = [
    awsNetwork(state),
    azureOfTerraform(state),
    gcpOfTerraform(state),
    kubernetesOfTerraform(state),
  ];
  return networks.filter((network) => network !== undefined);
}

function awsNetwork(state: TfState): ProviderNetwork | undefined {
  const network = awsOfTerraform(state);
  return network === undefined ? undefined : { ...awsToCloud(network), diagnostics: untoldPermissions(network) };
}

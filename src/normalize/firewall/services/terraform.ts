import { complete, type Section } from '../../../core/section.ts';
import type { TfState } from '../../terraform/terraform-state.ts';
import { AWS_SERVICES } from './aws-services.ts';
import { AZURE_SERVICES, strayAzureRules } from './azure-services.ts';
import { balancersOf } from './balancers.ts';
import { clustersOf } from './clusters.ts';
import { endpointsOf } from './endpoints.ts';
import { GCP_SERVICES } from './gcp-services.ts';
import { readServices } from './reader.ts';

/**
 * The services, clusters, endpoints and load balancers of a Terraform state, as sections by their names. A state that has
 * nothing of a kind does not speak of it.
 */
export function terraformServices(state: TfState): Readonly<Record<string, Section<unknown>>> {
  const found = {
    services: [
      ...readServices(state, 'aws', AWS_SERVICES),
      ...readServices(state, 'azure', AZURE_SERVICES),
      ...readServices(state, 'gcp', GCP_SERVICES),
      ...strayAzureRules(state),
    ],
    clusters: clustersOf(state),
    endpoints: endpointsOf(state),
    balancers: balancersOf(state),
  };
  return Object.fromEntries(
    Object.entries(found).flatMap(([name, things]): readonly (readonly [string, Section<unknown>])[] =>
      things.length === 0 ? [] : [[name, complete({ [name]: things })]],
    ),
  );
}

import type { Fact } from '../../../core/fact.ts';
import type { FirewallBalancer } from '../../../model/generated/model.ts';
import type { TfResource } from '../../terraform/terraform-state.ts';
import { nameOf, tagsOf } from './attributes.ts';
import { mutable } from './reader.ts';

/** A balancer of its facts. */
export function balancer(
  resource: TfResource,
  provider: FirewallBalancer['provider'],
  facts: Pick<FirewallBalancer, 'kind' | 'internet_facing' | 'web_firewall' | 'ddos_plan'>,
  listeners: Fact<readonly string[]>,
): FirewallBalancer {
  return {
    id: resource.address,
    name: nameOf(resource),
    provider,
    ...facts,
    listeners: mutable(listeners),
    tags: mutable(tagsOf(resource)),
    at: resource.at,
  };
}

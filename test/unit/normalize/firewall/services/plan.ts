import type {
  FirewallBalancer,
  FirewallCluster,
  FirewallEndpoint,
  FirewallManagedService,
} from '../../../../../src/model/generated/model.ts';
import { terraformServices } from '../../../../../src/normalize/firewall/services/terraform.ts';
import { readTerraform } from '../../../../../src/normalize/terraform/read-terraform.ts';
import { readSources } from '../../../../../src/normalize/terraform/source-folders.ts';

/** A resource of a plan: its values, what is known only after apply, and what its attributes refer to. */
export interface Planned {
  readonly address: string;
  readonly values?: Readonly<Record<string, unknown>>;
  readonly unknown?: Readonly<Record<string, unknown>>;
  readonly refers?: Readonly<Record<string, string>>;
}

/** The JSON of a plan that makes the resources. */
export function planOf(...resources: readonly Planned[]): unknown {
  const parts = resources.map(({ address, values = {}, unknown = {}, refers = {} }) => {
    const [type = '', name = ''] = address.split('.');
    return { address, type, name, values, unknown, refers };
  });
  return {
    format_version: '1.2',
    terraform_version: '1.9.0',
    planned_values: {
      root_module: {
        resources: parts.map(({ address, type, name, values }) => ({ address, mode: 'managed', type, name, values })),
      },
    },
    resource_changes: parts.map(({ address, type, name, values, unknown }) => ({
      address,
      mode: 'managed',
      type,
      name,
      change: { actions: ['create'], before: null, after: values, after_unknown: { id: true, ...unknown } },
    })),
    configuration: {
      root_module: {
        resources: parts.map(({ address, type, name, values, refers }) => ({
          address,
          mode: 'managed',
          type,
          name,
          expressions: {
            ...Object.fromEntries(Object.keys(values).map((key) => [key, { constant_value: values[key] }])),
            ...Object.fromEntries(
              Object.entries(refers).map(([key, to]) => [
                key,
                { references: [to, to.split('.').slice(0, 2).join('.')] },
              ]),
            ),
          },
        })),
      },
    },
  };
}

export interface Told {
  readonly services: readonly FirewallManagedService[];
  readonly clusters: readonly FirewallCluster[];
  readonly endpoints: readonly FirewallEndpoint[];
  readonly balancers: readonly FirewallBalancer[];
}

/** What a plan tells; sections that it does not speak of are empty. */
export function told(...resources: readonly Planned[]): Told {
  const { state } = readTerraform('plan.json', planOf(...resources), readSources([]));
  const sections = terraformServices(state);
  const list = (name: string): readonly never[] =>
    (sections[name]?.data as Readonly<Record<string, readonly never[]>> | undefined)?.[name] ?? []; // sections are opaque by type
  return {
    services: list('services'),
    clusters: list('clusters'),
    endpoints: list('endpoints'),
    balancers: list('balancers'),
  };
}

/** The value of a fact, or `unknown`; undefined where there is no fact. */
export function answer(fact: { readonly value: unknown } | { readonly unknown: string } | undefined): unknown {
  if (fact === undefined) return undefined;
  return 'value' in fact ? fact.value : 'unknown';
}

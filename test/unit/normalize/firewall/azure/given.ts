import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Capture } from '../../../../../src/core/capture.ts';
import { captureId } from '../../../../../src/core/ids.ts';
import { exposure } from '../../../../../src/derive/firewall/exposure.ts';
import type { FirewallExposure, FirewallRuleset } from '../../../../../src/model/generated/model.ts';
import type { CloudNetwork } from '../../../../../src/normalize/firewall/cloud/cloud-network.ts';
import { cloudRuleset } from '../../../../../src/normalize/firewall/cloud/cloud-sections.ts';
import type { Contribution, Format } from '../../../../../src/normalize/format.ts';
import { readTerraform } from '../../../../../src/normalize/terraform/read-terraform.ts';
import { readSources } from '../../../../../src/normalize/terraform/source-folders.ts';
import type { TfState } from '../../../../../src/normalize/terraform/terraform-state.ts';

const SOURCES = path.resolve(import.meta.dirname, '../../../../../fixtures/sources');

/** A file as the user gives it. */
export function given(origin: string, content: unknown): Capture {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  return {
    id: captureId(origin),
    origin,
    collectedAt: '2026-01-01T00:00:00Z',
    outcome: { kind: 'read', bytes: new TextEncoder().encode(text) },
  };
}

/** The files of a fixture. */
export function filesOf(format: string, name: string): readonly Capture[] {
  const folder = path.join(SOURCES, format, name);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => given(file, readFileSync(path.join(folder, file), 'utf8')));
}

/** Whether a format claims content. */
export function claims(format: Format, content: unknown): boolean {
  const head = typeof content === 'string' ? content : JSON.stringify(content);
  return format.recognizes({ origin: 'x.json', head, json: typeof content === 'string' ? undefined : content });
}

/** The one target of some files. */
export function only(format: Format, captures: readonly Capture[]): Contribution {
  const contributions = format.normalize(captures, { claimed: [], documents: [] });
  const [first] = contributions;
  if (first === undefined || contributions.length > 1) throw new Error(`${contributions.length} targets`);
  return first;
}

/** The data of a section. */
export function dataOf<T>(section: unknown): T {
  return (section as { readonly data: T }).data; // the section of a contribution is opaque by type
}

/** What is open at each point: `tcp/22 internet`, `udp/53 none..internet` where it is in doubt. Closed ranges are left out. */
export function openAt(ruleset: unknown): Readonly<Record<string, readonly string[]>> {
  const section = { flag: 'complete', data: dataOf<FirewallRuleset>(ruleset) } as const;
  const derived = exposure.derive({ firewall: { ruleset: section } }, { nowMs: 0 });
  const { points = [] } = dataOf<FirewallExposure>(derived.firewall?.exposure);
  return Object.fromEntries(
    points.map((point) => [
      point.id,
      point.ranges
        .filter((range) => range.at_most !== 'none')
        .map((range) => {
          const ports = range.from_port === range.to_port ? range.from_port : `${range.from_port}-${range.to_port}`;
          const reach = range.at_least === range.at_most ? range.at_most : `${range.at_least}..${range.at_most}`;
          return `${range.family === 'ipv6' ? 'v6 ' : ''}${range.protocol}/${ports} ${reach}`;
        }),
    ]),
  );
}

/** As openAt, of a network. */
export function openIn(network: CloudNetwork | undefined): Readonly<Record<string, readonly string[]>> {
  return network === undefined ? {} : openAt(cloudRuleset([network]));
}

/** One resource of a plan: what is known, what is known only after apply, and what expressions refer to. */
export interface PlannedResource {
  readonly values: Readonly<Record<string, unknown>>;
  readonly unknown?: Readonly<Record<string, unknown>>;
  readonly refers?: Readonly<Record<string, unknown>>;
}

/** A plan as `terraform show -json` writes it, by address. References: `{ attribute: ['type.name.id'] }`. */
export function planOf(resources: Readonly<Record<string, PlannedResource>>): TfState {
  const entries = Object.entries(resources).map(([address, one]) => {
    const [type = '', name = ''] = address.split('.');
    return { address, type, name, one };
  });
  const base = ({ address, type, name }: (typeof entries)[number]) => ({
    address,
    mode: 'managed',
    type,
    name,
    provider_name: `registry.terraform.io/hashicorp/${type.split('_')[0]}`,
  });
  const expression = (value: unknown): unknown =>
    Array.isArray(value) && value.every((one) => typeof one === 'string') ? { references: value } : value;
  const plan = {
    format_version: '1.2',
    terraform_version: '1.11.4',
    planned_values: { root_module: { resources: entries.map((one) => ({ ...base(one), values: one.one.values })) } },
    resource_changes: entries.map((one) => ({
      ...base(one),
      change: {
        actions: ['create'],
        before: null,
        after: one.one.values,
        after_unknown: { id: true, ...one.one.unknown },
        before_sensitive: false,
        after_sensitive: {},
      },
    })),
    configuration: {
      root_module: {
        resources: entries.map((one) => ({
          ...base(one),
          expressions: {
            ...Object.fromEntries(Object.keys(one.one.values).map((key) => [key, {}])),
            ...Object.fromEntries(Object.entries(one.one.refers ?? {}).map(([key, value]) => [key, expression(value)])),
          },
        })),
      },
    },
  };
  return readTerraform('plan.json', plan, readSources([])).state;
}

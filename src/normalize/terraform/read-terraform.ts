import type { Diagnostic } from '../../core/diagnostic.ts';
import { isRecord } from '../../core/record.ts';
import { listOf } from '../json-list.ts';
import { readConfiguration } from './configuration.ts';
import {
  type LostResource,
  lostResource,
  type RawResource,
  type ReadResources,
  rawOfChange,
  resourcesOfValues,
  withUnknown,
} from './raw-resources.ts';
import { blockKey, referenceResolver } from './references.ts';
import type { TfSources } from './source-folders.ts';
import { mapSources } from './source-map.ts';
import { makeState } from './state.ts';
import { looksLikeStateFile, resourcesOfStateFile } from './state-file.ts';
import type { TfLost, TfState } from './terraform-state.ts';

/** What a plan or state tells. */
export interface TfReading {
  readonly kind: 'plan' | 'state';
  /** Of a plan what is planned, of a state what is. */
  readonly state: TfState;
  /** What a plan starts from; absent when it does not tell, and for a state. */
  readonly before?: TfState;
  /** What is missing of all of it, a sentence each. */
  readonly missing: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

const PLAN_PARTS = ['planned_values', 'resource_changes', 'prior_state', 'configuration'] as const;

/** True for the JSON of `terraform show -json` (plan or state) and for a state file. */
export function looksLikeTerraform(json: unknown): boolean {
  if (!isRecord(json)) return false;
  if (looksLikeStateFile(json)) return true;
  if (typeof json['format_version'] !== 'string') return false;
  return (
    PLAN_PARTS.some((part) => part in json) ||
    (typeof json['terraform_version'] === 'string' && (json['values'] === undefined || isRecord(json['values'])))
  );
}

/** Reads the JSON of a plan or state; the .tf files beside it give lines and what the plan does not tell of references. */
export function readTerraform(file: string, json: unknown, sources: TfSources): TfReading {
  const record = isRecord(json) ? json : {};
  const missing: string[] = [];
  const diagnostics: Diagnostic[] = [];
  const warn = (code: string, message: string, hint: string): void => {
    diagnostics.push({ level: 'warning', code, message: `${file}: ${message}`, at: { file }, hint });
  };
  const version = record['format_version'];
  if (typeof version === 'string' && !/^[01]\./.test(version)) {
    missing.push(`Its format version ${version} is newer than what Vauban knows.`);
    warn(
      'unknown-version',
      `format version ${version} is newer than 1.x`,
      'Update Vauban, or use an earlier Terraform.',
    );
  }
  if (record['errored'] === true) {
    missing.push('Planning ended with an error, so a part of the changes is not in the plan.');
    warn(
      'errored-plan',
      'planning ended with an error; what it planned until then is judged',
      'Correct the error and plan again.',
    );
  } else if (record['complete'] === false) {
    missing.push('The plan is not complete (-target, or deferred changes): what it leaves out is not judged.');
    warn('partial-plan', 'the plan leaves out a part of the configuration', 'Plan without -target.');
  }
  const tellLost = (what: string, pointer: string): void => {
    missing.push(`In ${file} ${what}.`);
    diagnostics.push({
      level: 'warning',
      code: 'unread-resource',
      message: `${file}: ${what}`,
      at: { file, pointer },
      hint: REMAKE,
    });
  };
  const isPlan = PLAN_PARTS.some((part) => part in record);
  const configuration = isRecord(record['configuration'])
    ? readConfiguration(record['configuration']['root_module'])
    : undefined;
  const { resources: after, lost } = isPlan ? plannedResources(record) : stateResources(record);
  const prior = isPlan ? priorResources(record) : undefined;
  if (isPlan && isBadList(record['resource_changes']))
    tellLost('/resource_changes is no list, so what is known only after apply is not told', '/resource_changes');
  for (const { pointer, address, type } of lost) {
    const what = address ?? (type === undefined ? 'a resource' : `a resource of type ${type}`);
    tellLost(`${what} at ${pointer} cannot be read`, pointer);
  }
  for (const { address, blind, pointer, mode } of after)
    if (blind === 'unset' && mode === 'managed' && record['resource_changes'] !== undefined)
      diagnostics.push({
        level: 'warning',
        code: 'unread-resource',
        message: `${file}: which values of ${address} are known only after apply is not told: its change cannot be read`,
        at: { file, pointer },
        hint: REMAKE,
      });
  const known = [...after, ...(prior ?? [])];
  const map = mapSources(sources, {
    file,
    rootKeys: [
      ...new Set([
        ...known.filter(({ modules }) => modules.length === 0).map(blockKey),
        ...known.flatMap(({ modules: [first] }) => (first === undefined ? [] : [`module.${first.name}`])),
      ]),
    ],
    configuration,
  });
  const before = prior === undefined ? undefined : makeState({ file, resources: prior, sources: map });
  const resolver = referenceResolver(configuration, map, after);
  const unread = lost.map(
    ({ pointer, address, type }): TfLost => ({
      why: `${address ?? 'A resource'} at ${pointer} of ${file} cannot be read.`,
      ...(type === undefined ? {} : { type }),
    }),
  );
  const state = makeState({
    file,
    resources: after,
    lost: unread,
    sources: map,
    resolver,
    ...(before === undefined ? {} : { before }),
  });
  return {
    kind: isPlan ? 'plan' : 'state',
    state,
    ...(before === undefined ? {} : { before }),
    missing,
    diagnostics,
  };
}

const REMAKE = 'The file is damaged: run terraform show -json again.';

function isBadList(value: unknown): boolean {
  return value !== undefined && value !== null && !Array.isArray(value);
}

function stateResources(record: Readonly<Record<string, unknown>>): ReadResources {
  return looksLikeStateFile(record) ? resourcesOfStateFile(record) : resourcesOfValues(record['values'], '/values');
}

/**
 * What will be there: the planned values, with what is known only after apply; the data sources that planning read,
 * which stand in the prior state; and resources that are only forgotten, not destroyed.
 */
function plannedResources(record: Readonly<Record<string, unknown>>): ReadResources {
  const changes = listOf(record['resource_changes']);
  const unknown = new Map<unknown, unknown>();
  for (const change of changes) {
    if (!isRecord(change) || change['deposed'] !== undefined || !isRecord(change['change'])) continue;
    unknown.set(change['address'], change['change']['after_unknown']);
  }
  const { resources: values, lost: unread } = resourcesOfValues(record['planned_values'], '/planned_values');
  // Data sources that are read while applying have a change of their own too; others have none.
  const planned = values.map((raw) =>
    raw.mode === 'data' && !unknown.has(raw.address) ? raw : withUnknown(raw, unknown.get(raw.address)),
  );
  const addresses = new Set<unknown>(planned.map(({ address }) => address));
  const lost: LostResource[] = [];
  const rest = changes.flatMap((change, index): readonly RawResource[] => {
    const pointer = `/resource_changes/${index}`;
    if (isRecord(change) && addresses.has(change['address'])) return [];
    const inner = isRecord(change) && isRecord(change['change']) ? change['change'] : {};
    const actions = listOf(inner['actions']);
    const raw = rawOfChange(change, actions.includes('forget') ? 'before' : 'after', pointer);
    if (raw !== undefined) return [raw];
    // What is destroyed has nothing after.
    const isGone = inner['after'] === null && actions.includes('delete');
    if (!isGone && !(isRecord(change) && change['deposed'] !== undefined)) lost.push(lostResource(change, pointer));
    return [];
  });
  for (const { address } of rest) addresses.add(address);
  const prior = isRecord(record['prior_state']) ? record['prior_state']['values'] : undefined;
  const data = resourcesOfValues(prior, '/prior_state/values').resources.filter(
    ({ mode, address }) => mode === 'data' && !addresses.has(address),
  );
  // What one part does not tell the other does, where it is known to be the same.
  const known = new Set<unknown>(rest.map(({ address }) => address));
  const open = unread.filter(({ address }) => address === undefined || !known.has(address));
  return { resources: [...planned, ...rest, ...data], lost: [...open, ...lost] };
}

/** What was there: the prior state, and what the changes tell of before where it is left out; undefined: not told. */
function priorResources(record: Readonly<Record<string, unknown>>): readonly RawResource[] | undefined {
  const prior = isRecord(record['prior_state']) ? record['prior_state']['values'] : undefined;
  const told = resourcesOfValues(prior, '/prior_state/values').resources;
  if (record['prior_state'] === undefined && !Array.isArray(record['resource_changes'])) return undefined;
  const addresses = new Set<unknown>(told.map(({ address }) => address));
  const rest = listOf(record['resource_changes']).flatMap((change, index): readonly RawResource[] => {
    if (!isRecord(change) || addresses.has(change['address']) || addresses.has(change['previous_address'])) return [];
    const raw = rawOfChange(change, 'before', `/resource_changes/${index}`);
    return raw === undefined ? [] : [raw];
  });
  return [...told, ...rest];
}

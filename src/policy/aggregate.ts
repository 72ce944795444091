import type { RuleId } from '../core/ids.ts';

/** The Rego module that gathers all rules of one bundle behind one entrypoint. */
export interface Aggregate {
  readonly file: string;
  readonly text: string;
  /** Entrypoint path of the report: {canary, observations}. */
  readonly entrypoint: string;
}

/**
 * Writes the aggregate of a bundle. Each rule is one line, so that an undefined rule loses only itself; the key is the
 * full id, since two rules may share a last name. The canary is echoed together with the schema version of the input:
 * an evaluation that did not see its input cannot read as «no failures».
 */
export function aggregateModule(
  bundle: string,
  canary: string,
  rules: readonly { readonly id: RuleId; readonly package: string }[],
): Aggregate {
  const lines = rules.map(({ id, package: path }) => `observations["${id}"] := data.${path}.observations`);
  return {
    file: `vauban/aggregate/${bundle}.rego`,
    entrypoint: `vauban/aggregate/${bundle}/report`,
    text: [
      `package vauban.aggregate.${bundle}`,
      '',
      'report := {"canary": canary, "observations": observations}',
      '',
      `canary := "${canary}" if input.context.schema_version`,
      '',
      ...lines,
      '',
    ].join('\n'),
  };
}

import { ConfigError } from '../core/errors.ts';
import { type ControlId, controlId, type FrameworkId, frameworkId, type RuleId, ruleId } from '../core/ids.ts';
import { compareCodePoints } from '../core/order.ts';
import { explainSchemaErrors } from '../model/explain-schema-errors.ts';
import type { Framework, Mapping, RuleMapping } from '../model/generated/model.ts';
import { validateFramework, validateMapping } from '../model/generated/validators.js';

/** How strongly a rule speaks for a control. */
export type Strength = RuleMapping['strength'];

/** One control with the rules that support it. */
export interface Control {
  readonly id: ControlId;
  readonly title: string | undefined;
  readonly group: string;
  /** Whether the sentence «x of y controls» counts it. */
  readonly counted: boolean;
  readonly rules: readonly { readonly rule: RuleId; readonly strength: Strength }[];
}

/** A framework with its mapping resolved. */
export interface MappedFramework {
  readonly id: FrameworkId;
  readonly title: string;
  readonly version: string;
  readonly publisher: string;
  readonly source: string;
  readonly licence: string;
  readonly attribution: string | undefined;
  readonly textPolicy: Framework['text_policy'];
  readonly groups: readonly { readonly id: string; readonly title: string | undefined }[];
  readonly controls: readonly Control[];
}

const STRENGTHS: readonly Strength[] = ['supports', 'partial', 'full'];

/** Checks a catalogue and its mapping (parsed YAML or JSON) and joins them. `file` is for messages. */
export function mappedFramework(catalogue: unknown, mapping: unknown, file: string): MappedFramework {
  if (!validateFramework(catalogue)) {
    throw new ConfigError(`${file}: not a framework catalogue: ${explainSchemaErrors(validateFramework.errors)}`);
  }
  if (mapping !== undefined && !validateMapping(mapping)) {
    throw new ConfigError(`${file}: its mapping is not valid: ${explainSchemaErrors(validateMapping.errors)}`);
  }
  const rulesOf = rulesByControl(catalogue, mapping, file);
  const counted = catalogue.counted;
  return {
    id: frameworkId(catalogue.id),
    title: catalogue.title,
    version: catalogue.version,
    publisher: catalogue.publisher,
    source: catalogue.source,
    licence: catalogue.licence,
    attribution: catalogue.attribution,
    textPolicy: catalogue.text_policy,
    groups: catalogue.groups.map((group) => ({ id: group.id, title: group.title })),
    controls: catalogue.controls.map((control) => ({
      id: controlId(control.id),
      title: control.title,
      group: control.group,
      counted:
        (counted?.kind === undefined || control.kind === counted.kind) &&
        (counted?.baseline === undefined || (control.baselines ?? []).includes(counted.baseline)),
      rules: [...(rulesOf.get(control.id) ?? new Map<string, Strength>())]
        .sort(([a], [b]) => compareCodePoints(a, b))
        .map(([rule, strength]) => ({ rule: ruleId(rule), strength })),
    })),
  };
}

/** The rules of each control, a part of a control counting for it; the strongest mapping of a rule wins. */
function rulesByControl(
  catalogue: Framework,
  mapping: Mapping | undefined,
  file: string,
): Map<string, Map<string, Strength>> {
  const owner = new Map<string, string>();
  for (const control of catalogue.controls) {
    owner.set(control.id, control.id);
    for (const part of control.parts ?? []) owner.set(part, control.id);
  }
  const rules = new Map<string, Map<string, Strength>>();
  for (const entry of mapping?.controls ?? []) {
    const control = owner.get(entry.control);
    if (control === undefined) {
      throw new ConfigError(
        `${file}: the mapping names the control ${entry.control}, which the catalogue does not have`,
      );
    }
    const known = rules.get(control) ?? new Map<string, Strength>();
    for (const { rule, strength } of entry.rules) {
      const previous = known.get(rule);
      if (previous === undefined || STRENGTHS.indexOf(strength) > STRENGTHS.indexOf(previous))
        known.set(rule, strength);
    }
    rules.set(control, known);
  }
  return rules;
}

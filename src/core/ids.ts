import { InternalError } from './errors.ts';

declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** The path of a rule's package below `policies`: `host.ssh.root_login_refused`. */
export type RuleId = Id<'RuleId'>;
/** The id of a control inside its framework: `A.5.1`. */
export type ControlId = Id<'ControlId'>;
/** The id of a framework: `iso-27001-2022`, equal to its folder. */
export type FrameworkId = Id<'FrameworkId'>;
/** The id of a target: `host:web01`, `account:aws:111122223333`, `organization:brumaire`. */
export type TargetId = Id<'TargetId'>;
/** The id of a capture inside one run. */
export type CaptureId = Id<'CaptureId'>;

const RULE_ID = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/;
const FRAMEWORK_ID = /^[a-z0-9][a-z0-9.-]*$/;

function make<Name extends string>(what: Name, value: string, valid: boolean): Id<Name> {
  if (!valid) throw new InternalError(`not a ${what}: ${JSON.stringify(value)}`);
  return value as Id<Name>;
}

/** Checks and brands a rule id. */
export function ruleId(value: string): RuleId {
  return make('RuleId', value, RULE_ID.test(value));
}
/** Checks and brands a control id. */
export function controlId(value: string): ControlId {
  return make('ControlId', value, value.length > 0);
}
/** Checks and brands a framework id. */
export function frameworkId(value: string): FrameworkId {
  return make('FrameworkId', value, FRAMEWORK_ID.test(value));
}
/** Checks and brands a target id: a kind, a colon, a name. */
export function targetId(value: string): TargetId {
  return make('TargetId', value, /^[a-z]+:.+$/.test(value));
}
/** Checks and brands a capture id. */
export function captureId(value: string): CaptureId {
  return make('CaptureId', value, value.length > 0);
}

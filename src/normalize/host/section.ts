import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Section } from '../../core/section.ts';
import type { Host } from '../../model/generated/model.ts';
import type { CaptureSet } from '../capture-set.ts';

/** The data of one host section. */
export type HostData<Name extends keyof Host> = NonNullable<NonNullable<Host[Name]>['data']>;

/** What a host normalizer gives. */
export interface NormalizedSection<Name extends keyof Host> {
  readonly section: Section<HostData<Name>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Turns the captures of a machine into one section of the host. Pure. Its room is normalize/host/<section>/. */
export interface HostNormalizer<Name extends keyof Host = keyof Host> {
  readonly section: Name;
  normalize(captures: CaptureSet): NormalizedSection<Name>;
}

import type { Diagnostic } from '../../../core/diagnostic.ts';
import { complete, doesNotExist, incomplete, notCollected, type Section } from '../../../core/section.ts';
import type { FirewallRuleset, FirewallSaved } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { bootRules } from './boot-rules.ts';

/** The rules of the boot, and what a person should know of the reading. */
export interface BootReading<T> {
  readonly section: Section<T>;
  readonly diagnostics: readonly Diagnostic[];
}

const HINT = 'Scan the running machine as root, so that what runs and what its files say are both read.';

/** What the files of the machine load at boot, beside the rules that run. */
export function savedRules(captures: CaptureSet): BootReading<FirewallSaved> {
  const rules = bootRules(captures);
  switch (rules.kind) {
    case 'nothing':
      return { section: doesNotExist(rules.reason), diagnostics: [] };
    case 'unclear':
      return { section: notCollected(rules.reason, rules.hint ?? HINT), diagnostics: [] };
    case 'rules': {
      const data: FirewallSaved = { tools: [...rules.tools], filters: [...rules.filters] };
      const { gaps, diagnostics } = rules;
      return { section: gaps.length === 0 ? complete(data) : incomplete(data, gaps.join(' '), HINT), diagnostics };
    }
  }
}

/** The rules of the boot as the rules of the machine, where those that run were not read; undefined where none are told. */
export function rulesetOfBoot(captures: CaptureSet): BootReading<FirewallRuleset> | undefined {
  const rules = bootRules(captures);
  if (rules.kind !== 'rules' || rules.filters.length === 0) return undefined;
  const data: FirewallRuleset = { filters: [...rules.filters] };
  const note: Diagnostic = {
    level: 'note',
    code: 'configured-not-live',
    message: `the running packet filter was not read; the rules that ${rules.tools.join(' and ')} load at boot are judged in its place`,
    at: rules.filters[0]?.at ?? { file: '/etc' },
    hint: HINT,
  };
  const gaps = [...rules.gaps, ...(rules.absent ?? [])];
  return {
    section: gaps.length === 0 ? complete(data) : incomplete(data, gaps.join(' '), HINT),
    diagnostics: [note, ...rules.diagnostics],
  };
}

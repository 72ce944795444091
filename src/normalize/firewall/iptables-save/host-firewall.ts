import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { IpFamily } from '../../../core/ip-range.ts';
import { notCollected, type Section } from '../../../core/section.ts';
import type { FirewallRuleset } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { type DumpReading, readDump, rulesetSection } from './reading.ts';

/** What a machine's captures tell of its packet filter. */
export interface HostFirewall {
  readonly sections: { readonly ruleset: Section<FirewallRuleset> };
  readonly diagnostics: readonly Diagnostic[];
}

interface Source {
  readonly family: IpFamily;
  /** Origins of the running filter, by the way a collector may write the command. */
  readonly live: readonly string[];
  /** Files that netfilter-persistent or iptables.service load at boot. */
  readonly configured: readonly string[];
}

const SOURCES: readonly Source[] = [
  {
    family: 'ipv4',
    live: ['iptables-save', 'iptables-save -c'],
    configured: ['/etc/iptables/rules.v4', '/etc/sysconfig/iptables'],
  },
  {
    family: 'ipv6',
    live: ['ip6tables-save', 'ip6tables-save -c'],
    configured: ['/etc/iptables/rules.v6', '/etc/sysconfig/ip6tables'],
  },
];

const HINT =
  'Scan the running machine as root, so that iptables-save and ip6tables-save can be run, or give their output as files (`iptables-save > rules.v4; ip6tables-save > rules.v6`).';

/** The packet filter of a machine: what runs, or where that was not read, what is loaded at boot. */
export function normalizeHostFirewall(captures: CaptureSet): HostFirewall {
  const readings: DumpReading[] = [];
  const diagnostics: Diagnostic[] = [];
  const reasons: string[] = [];
  for (const source of SOURCES) {
    const live = firstRead(captures, source.live);
    const configured = firstRead(captures, source.configured);
    const chosen = live ?? configured;
    if (chosen === undefined) {
      for (const origin of [...source.live, ...source.configured]) reasons.push(...refusal(captures.get(origin)));
      continue;
    }
    const reading = readDump(chosen, live === undefined ? 'configured' : 'live', source.family);
    readings.push(reading);
    diagnostics.push(...reading.diagnostics);
    if (live === undefined) {
      diagnostics.push({
        level: 'note',
        code: 'configured-not-live',
        message: 'the running packet filter was not read; the rules that are loaded at boot are judged in its place',
        at: { file: chosen.origin },
        hint: HINT,
      });
    }
  }
  if (readings.length === 0) {
    const why = reasons.length === 0 ? '' : ` (${reasons.join('; ')})`;
    return { sections: { ruleset: notCollected(`The packet filter was not read${why}.`, HINT) }, diagnostics };
  }
  return {
    sections: {
      ruleset: rulesetSection(
        readings,
        reasons.map((reason) => `${reason}.`),
      ),
    },
    diagnostics,
  };
}

function firstRead(captures: CaptureSet, origins: readonly string[]): Capture | undefined {
  return origins.map((origin) => captures.get(origin)).find((capture) => capture?.outcome.kind === 'read');
}

function refusal(capture: Capture | undefined): readonly string[] {
  if (capture === undefined || capture.outcome.kind === 'read' || capture.outcome.kind === 'absent') return [];
  const { outcome } = capture;
  return [`${capture.origin}: ${outcome.kind === 'too-large' ? `larger than ${outcome.limit} bytes` : outcome.reason}`];
}

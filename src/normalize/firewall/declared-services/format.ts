import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { complete, failedSection, type Section } from '../../../core/section.ts';
import type { FirewallDeclared } from '../../../model/generated/model.ts';
import { textOf } from '../../capture-set.ts';
import type { Format } from '../../format.ts';
import { readYaml, topLevelKeys, type YamlMap } from '../../organization/read-yaml.ts';
import { problemList } from './problems.ts';
import { readDeclared, TOP_KEYS } from './read-declared.ts';

/** What is meant to be reachable, exposure.yaml: shared by every packet filter of the scan. */
export const declaredServicesFormat: Format = {
  id: 'declared-services',
  title: 'declared services (exposure.yaml)',
  domain: 'firewall',
  recognizes: ({ origin, head }) => looksDeclared(head) || (isNamed(origin) && !/^\s*[[{]/.test(head)),
  normalize: (captures) => {
    const { section, diagnostics } = readAll(captures);
    return [
      {
        target: { kind: 'firewall' },
        domain: 'firewall',
        sections: {},
        diagnostics,
        shared: ({ name }) => ({ declared: withTarget(section, name) }),
      },
    ];
  },
};

/** The file has the name of the documentation; what is wrong in it is told line by line. */
function isNamed(origin: string): boolean {
  return /(?:^|[\\/])exposure\.ya?ml$/.test(origin);
}

/** Keys of Compose files, which have services too. */
const OTHERS = ['version', 'name', 'networks', 'volumes', 'configs', 'secrets', 'include'];

function looksDeclared(head: string): boolean {
  const keys = topLevelKeys(head);
  if (OTHERS.some((key) => keys.has(key)) || !TOP_KEYS.some((key) => keys.has(key))) return false;
  // Services are a list of entries with ports; those of a Compose file are a mapping.
  const services =
    !keys.has('services') || /^services[ \t]*:[^\n]*(?:\n[ \t]*(?:#[^\n]*)?)*\n?[ \t]*(?:-|\[)/m.test(head);
  const content = [
    keys.has('services') && /\bports\s*:/.test(head),
    keys.has('flows') && keys.has('zones'),
    keys.has('bastions'),
    keys.has('zones') && /\b(?:cidrs|targets)\s*:/.test(head),
    keys.has('egress') && /\bto\s*:/.test(head),
  ];
  return services && content.includes(true);
}

function readAll(captures: readonly Capture[]): {
  readonly section: Section<Omit<FirewallDeclared, 'target'>>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const texts = new Map(captures.map((capture) => [capture.origin, textOf(capture) ?? '']));
  const problems = problemList(texts);
  const roots: YamlMap[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const capture of captures) {
    const yaml = readYaml(capture.origin, texts.get(capture.origin) ?? '');
    if (!yaml.ok) diagnostics.push(...yaml.diagnostics);
    else if (yaml.root.kind === 'map') roots.push(yaml.root);
    else problems.add(yaml.root.at, 'the top level is not a mapping', `The keys are ${TOP_KEYS.join(', ')}.`);
  }
  const data = readDeclared(roots, problems);
  diagnostics.push(...problems.found);
  const [first, ...others] = diagnostics;
  if (first === undefined) return { section: complete(data), diagnostics };
  // A half-read declaration would make what the other half declares look forgotten.
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return { section: failedSection(`${first.message}${more}`, 'Correct exposure.yaml and scan again.'), diagnostics };
}

function withTarget(section: Section<Omit<FirewallDeclared, 'target'>>, name: string): Section<FirewallDeclared> {
  const { data, ...rest } = section;
  return data === undefined ? rest : { ...rest, data: { target: name, ...data } };
}

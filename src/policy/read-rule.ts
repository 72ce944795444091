import { PolicyError } from '../core/errors.ts';
import { ruleId } from '../core/ids.ts';
import { compareCodePoints } from '../core/order.ts';
import type { Rule, RuleParameter } from '../core/rule.ts';
import { SEVERITIES, type Severity } from '../core/statuses.ts';
import type { RegoAnnotation, RegoDependency, RegoModule } from './shim.ts';

/** Where a module's rule stands: its id, and where its package path begins. */
export interface RuleModule {
  readonly module: RegoModule;
  /** `policies` for our own, the empty string for a user's. */
  readonly root: string;
  readonly origin: string;
}

/** The form of a rule's id. */
const RULE_PATH = /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$/;

/** Reads one rule from its METADATA and its references. */
export function readRule(source: RuleModule, annotations: readonly RegoAnnotation[], dependency: RegoDependency): Rule {
  const { module, root, origin } = source;
  const about = annotations.find((annotation) => annotation.file === module.file && annotation.scope === 'package');
  if (about === undefined) {
    throw new PolicyError(`${module.file}: the package has no METADATA`, {
      hint: 'Write the title, description, severity, subject and remediation above `package`; `vauban policy check` lists what is missing.',
    });
  }
  const custom = about.custom ?? {};
  const path = root === '' ? module.package : module.package.slice(root.length + 1);
  if (!RULE_PATH.test(path)) {
    throw new PolicyError(`${module.file}: ${path} is no path of a rule`, {
      hint: 'Name the package with at least two segments in lower case (acme.ssh_banner), and lay the file in folders of the same names.',
    });
  }
  const id = ruleId(path);
  return {
    id,
    domain: id.split('.')[0] ?? id,
    title: about.title ?? '',
    description: (about.description ?? '').trim(),
    severity: readSeverity(custom['severity'], module.file),
    subject: String(custom['subject'] ?? 'subject'),
    remediation: String(custom['remediation'] ?? '').trim(),
    references: (about.relatedResources ?? []).map((resource) => resource.ref),
    aliases: readStrings(custom['aliases']),
    parameters: readParameters(custom['parameters'], module.file),
    sections: sectionsRead(dependency, module.file),
    file: module.file,
    origin,
  };
}

function readSeverity(value: unknown, file: string): Severity {
  const severity = SEVERITIES.find((candidate) => candidate === value);
  if (severity !== undefined) return severity;
  throw new PolicyError(
    `${file}: custom.severity is ${JSON.stringify(value)}; it must be one of ${SEVERITIES.join(', ')}`,
  );
}

function readStrings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function readParameters(value: unknown, file: string): readonly RuleParameter[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null)
    throw new PolicyError(`${file}: custom.parameters must be a map of name to {default, description}`);
  return Object.entries(value).map(([name, declared]) => {
    if (typeof declared !== 'object' || declared === null || !('default' in declared)) {
      throw new PolicyError(`${file}: the parameter ${name} has no default`);
    }
    const description = 'description' in declared ? String(declared.description) : '';
    return { name, default: declared.default, description };
  });
}

/**
 * `domain.section` of each reference to input. A reference too short to name a section would read every section of its
 * domain, which no rule can mean: it is refused, since the engine could not say what must have been collected.
 */
function sectionsRead(dependency: RegoDependency, file: string): readonly string[] {
  const sections = new Set<string>();
  for (const path of dependency.inputs) {
    const [domain, section] = path;
    if (domain === 'context') continue;
    if (domain === undefined || section === undefined) {
      throw new PolicyError(`${file}: the rule reads ${['input', ...path].join('.')} as a whole`, {
        hint: 'Refer to the sections by name (input.host.sshd), so that it is known what must have been collected.',
      });
    }
    sections.add(`${domain}.${section}`);
  }
  const list = [...sections].sort(compareCodePoints);
  const joins = list.filter((section) => section.startsWith('estate.'));
  if (joins.length > 0 && joins.length < list.length) {
    throw new PolicyError(
      `${file}: the rule reads both the estate and the sections of one snapshot (${list.join(', ')})`,
      {
        hint: 'A join reads input.estate only; a rule over one snapshot never does.',
      },
    );
  }
  return list;
}

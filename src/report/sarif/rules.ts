import type { ReportingDescriptor, Result } from 'sarif';
import { assertNever } from '../../core/assert-never.ts';
import type { Severity } from '../../core/statuses.ts';
import type { AssessedRule } from '../../model/generated/model.ts';
import { clipped, visible, visibleLines } from '../visible.ts';
import type { Taxonomies } from './taxonomies.ts';

/** GitHub cuts longer descriptions, and rejects a file with more than 20 tags on a rule (it shows 10). */
const DESCRIPTION_LENGTH = 1024;
const MAX_TAGS = 20;

/** SARIF 3.27.10: info and low are notes, medium a warning, the rest errors. */
export function levelOf(severity: Severity): NonNullable<Result['level']> {
  switch (severity) {
    case 'critical':
    case 'high':
      return 'error';
    case 'medium':
      return 'warning';
    case 'low':
    case 'info':
      return 'note';
    default:
      return assertNever(severity);
  }
}

/** In the middle of the bands that GitHub makes of the number (critical > 9.0 > high > 6.9 > medium > 3.9 > low). */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: '0.1',
};

/** One rule with its help, as viewers show it beside a result. */
export function descriptorOf(
  rule: AssessedRule,
  duties: readonly string[],
  taxonomies: Taxonomies,
): ReportingDescriptor {
  const title = clipped(visible(rule.title), 250);
  const description = visibleLines(rule.description).join('\n');
  const remediation = visibleLines(rule.remediation).join('\n');
  const links = rule.references.filter((reference) => /^https?:\/\/[^\s<>"]+$/.test(reference));
  const relationships = rule.controls.flatMap((control) => {
    const target = taxonomies.reference(control);
    return target === undefined ? [] : [{ target, kinds: ['relevant'] }];
  });
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: title },
    fullDescription: { text: clipped(description, DESCRIPTION_LENGTH - 40) || title },
    help: {
      text: [title, description, `To mend: ${remediation}`, ...links].join('\n\n'),
      markdown: [description, '**To mend**', remediation, links.map((link) => `- <${link}>`).join('\n')]
        .map(withoutHtml)
        .filter((part) => part !== '')
        .join('\n\n'),
    },
    ...(links[0] === undefined ? {} : { helpUri: links[0] }),
    defaultConfiguration: { level: levelOf(rule.severity) },
    ...(relationships.length === 0 ? {} : { relationships }),
    properties: {
      'security-severity': SECURITY_SEVERITY[rule.severity],
      // A failure is proved from facts that were read, so there is little to doubt about it.
      precision: 'very-high',
      tags: tagsOf(rule, duties),
      origin: visible(rule.origin),
    },
  };
}

/** The most telling tags first: only ten are shown. Controls are in `relationships`, all of them. */
function tagsOf(rule: AssessedRule, duties: readonly string[]): string[] {
  const [domain = '', topic = ''] = rule.id.split('.');
  const tags = ['security', domain, topic, rule.subject, ...duties.map((duty) => `duty/${duty}`)];
  const controls = rule.controls.map((control) => `${control.framework}/${control.control}`);
  return [...new Set([...tags, ...controls])]
    .map((tag) => clipped(visible(tag), 100))
    .filter((tag) => tag !== '')
    .slice(0, MAX_TAGS);
}

/** `host.ssh.root_login_refused` → `HostSshRootLoginRefused`. */
function pascalCase(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

/** Markdown of a rule may not carry HTML or links with a scheme other than http; angle brackets of our own links stay. */
function withoutHtml(markdown: string): string {
  return markdown.replace(/<(?!https?:\/\/[^\s<>]+>)/g, '&lt;').replace(/\]\(\s*(?!https?:)/gi, ']\\(');
}

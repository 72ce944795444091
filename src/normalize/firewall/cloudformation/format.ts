import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { sortedBy } from '../../../core/order.ts';
import { complete, doesNotExist, failedSection, type Section } from '../../../core/section.ts';
import { textOf } from '../../capture-set.ts';
import type { Contribution, Format } from '../../format.ts';
import { awsToCloud } from '../aws/aws-to-cloud.ts';
import { untoldPermissions } from '../aws/untold-permissions.ts';
import { cloudSections } from '../cloud/cloud-sections.ts';
import { awsOfTemplate, BEYOND_THE_TEMPLATE } from './aws-of-template.ts';
import { looksLikeTemplate, looksLikeYamlTemplate, readTemplate } from './template.ts';

/** CloudFormation templates, JSON and YAML. Each is one target. */
export const cloudFormationFormat: Format = {
  id: 'cloudformation',
  title: 'CloudFormation template',
  domain: 'firewall',
  recognizes: ({ head, json }) => (json === undefined ? looksLikeYamlTemplate(head) : looksLikeTemplate(json)),
  normalize: (captures) => sortedBy(captures, (capture) => capture.origin).map(contributionOf),
};

function contributionOf(capture: Capture): Contribution {
  const file = capture.origin;
  const base = { target: { kind: 'firewall', name: file }, domain: 'firewall' } as const;
  const reading = readTemplate(file, textOf(capture) ?? '');
  if (!reading.ok) {
    const [first] = reading.diagnostics;
    const ruleset = failedSection(`${first?.message ?? file}.`, first?.hint);
    return { ...base, sections: { ruleset }, diagnostics: reading.diagnostics };
  }
  const unread = reading.template.lost.map(
    ({ why, at }): Diagnostic => ({
      level: 'warning',
      code: 'unread-resource',
      message: why,
      at,
      hint: 'A resource has a Type, and Properties by their names.',
    }),
  );
  const network = awsOfTemplate(reading.template);
  const sections: Readonly<Record<string, Section<unknown>>> =
    network === undefined
      ? { ruleset: doesNotExist(`${file} has no security group, network ACL or network.`) }
      : Object.fromEntries(
          Object.entries(cloudSections([awsToCloud(network)])).map(([name, section]) => [name, ofThisTarget(section)]),
        );
  return { ...base, sections, diagnostics: [...unread, ...(network === undefined ? [] : untoldPermissions(network))] };
}

/** The target is the template: that others may use what it makes is told by each group, and is no gap of its lists. */
function ofThisTarget(section: Section<unknown>): Section<unknown> {
  return section.flag === 'incomplete' && section.reason === BEYOND_THE_TEMPLATE ? complete(section.data) : section;
}

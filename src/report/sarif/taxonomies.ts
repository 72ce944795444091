import type { ReportingDescriptor, ReportingDescriptorReference, ToolComponent } from 'sarif';
import { sortedBy } from '../../core/order.ts';
import type { Assessment, ControlReference, Finding, FrameworkResult } from '../../model/generated/model.ts';
import { STATE_LABELS } from '../labels.ts';
import { clipped, visible } from '../visible.ts';
import { groupedBy } from '../worst-first.ts';

/** One taxonomy for each framework, and the way to point into them. */
export interface Taxonomies {
  readonly components: readonly ToolComponent[];
  /** The SARIF reference to a control, or undefined when no finding of this run speaks of it. */
  reference(control: ControlReference): ReportingDescriptorReference | undefined;
}

/** Makes the taxonomies from the findings: only controls that this run speaks of are listed. */
export function taxonomiesOf(assessment: Assessment): Taxonomies {
  const findings = groupedBy(assessment.findings, (finding) => finding.framework);
  const frameworks = sortedBy(assessment.frameworks, (framework) => framework.id);
  const references = new Map<string, ReportingDescriptorReference>();
  const components = frameworks.map((framework, toolIndex) => {
    const taxa = sortedBy(findings.get(framework.id) ?? [], (finding) => finding.control);
    taxa.forEach((finding, index) => {
      references.set(keyOf(finding), {
        id: visible(finding.control),
        index,
        toolComponent: { name: visible(framework.id), index: toolIndex },
      });
    });
    return componentOf(framework, taxa.map(taxonOf));
  });
  return { components, reference: (control) => references.get(keyOf(control)) };
}

function keyOf(control: ControlReference): string {
  return JSON.stringify([control.framework, control.control]);
}

function componentOf(framework: FrameworkResult, taxa: ReportingDescriptor[]): ToolComponent {
  const link = /https?:\/\/[^\s<>"]+/.exec(framework.source)?.[0];
  const { automated, controls, satisfied, notSatisfied, undetermined, person } = framework;
  return {
    name: visible(framework.id),
    fullName: clipped(visible(`${framework.title} ${framework.version}`), 500),
    version: clipped(visible(framework.version), 100),
    organization: clipped(visible(framework.publisher), 200),
    shortDescription: { text: clipped(visible(framework.title), 500) },
    ...(link === undefined ? {} : { informationUri: link }),
    // Not a complete list of its controls: those that need a person are only counted.
    isComprehensive: false,
    taxa,
    properties: {
      licence: clipped(visible(framework.licence), 200),
      textPolicy: framework.textPolicy,
      ...(framework.attribution === undefined ? {} : { attribution: clipped(visible(framework.attribution), 1000) }),
      coverage: { controls, automated, satisfied, notSatisfied, undetermined, person },
    },
  };
}

function taxonOf(finding: Finding): ReportingDescriptor {
  const title = clipped(visible(finding.title ?? finding.control), 500);
  return {
    id: visible(finding.control),
    shortDescription: { text: title },
    properties: { state: STATE_LABELS[finding.state], reason: clipped(visible(finding.reason), 500) },
  };
}

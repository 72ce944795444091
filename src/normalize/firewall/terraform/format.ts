import type { Capture } from '../../../core/capture.ts';
import type { Diagnostic } from '../../../core/diagnostic.ts';
import { sortedBy } from '../../../core/order.ts';
import {
  complete,
  doesNotExist,
  failedSection,
  incomplete,
  notCollected,
  type Section,
} from '../../../core/section.ts';
import type { FirewallRulesetBefore } from '../../../model/generated/model.ts';
import { textOf } from '../../capture-set.ts';
import type { Contribution, Format } from '../../format.ts';
import { looksLikeTerraform, readTerraform, type TfReading } from '../../terraform/read-terraform.ts';
import { readSources, type TfSources } from '../../terraform/source-folders.ts';
import { BEYOND_THE_STATE } from '../aws/terraform.ts';
import type { CloudNetwork } from '../cloud/cloud-network.ts';
import { cloudRuleset, cloudSections } from '../cloud/cloud-sections.ts';
import { kubernetesSectionsOfTerraform } from '../kubernetes/terraform.ts';
import { terraformServices } from '../services/terraform.ts';
import { type ProviderNetwork, providerNetworks } from './providers.ts';

/** JSON of a plan or state that breaks off. */
const BROKEN = /^\s*\{\s*"format_version"\s*:\s*"[\d.]+"\s*,\s*"terraform_version"/;
/** What `terraform plan -json` prints: messages, not the plan. */
const MESSAGES = /^\{"@level":"[a-z]+","@message":"(?:Terraform|OpenTofu) /;
/** The file of `terraform plan -out`: a zip archive whose first member is the plan. */
const BINARY = { start: 'PK\u0003\u0004', member: 'tfplan' } as const;
const SHOW = 'Run terraform show -json PLANFILE > plan.json and give plan.json.';

/** Plans and states of Terraform and OpenTofu. Each file is one target; the .tf files beside it give the lines. */
export const terraformFormat: Format = {
  id: 'terraform',
  title: 'Terraform plan or state JSON',
  domain: 'firewall',
  recognizes: ({ head, json }) =>
    json === undefined
      ? BROKEN.test(head) || MESSAGES.test(head) || isBinary(head)
      : looksLikeTerraform(json) || MESSAGES.test(head),
  normalize: (captures, context) => {
    const sources = readSources(context.documents);
    return sortedBy(captures, (capture) => capture.origin).map((capture) => contributionOf(capture, sources));
  },
};

function isBinary(head: string): boolean {
  return head.startsWith(BINARY.start) && head.slice(0, 100).includes(BINARY.member);
}

function contributionOf(capture: Capture, sources: TfSources): Contribution {
  const file = capture.origin;
  const text = textOf(capture) ?? '';
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  if (!looksLikeTerraform(json)) return unreadable(file, text);
  const reading = readTerraform(file, json, sources);
  const networks = providerNetworks(reading.state);
  return {
    target: { kind: 'firewall', name: file },
    domain: 'firewall',
    sections: {
      ...sectionsOf(file, reading, networks),
      ...terraformServices(reading.state),
      ...kubernetesSectionsOfTerraform(reading.state),
    },
    diagnostics: [
      ...reading.diagnostics,
      ...sourceNotes(file, reading),
      ...networks.flatMap(({ diagnostics }) => diagnostics ?? []),
    ],
  };
}

function unreadable(file: string, text: string): Contribution {
  const [why, hint] = text.startsWith('PK')
    ? ['is the binary plan of terraform plan -out', SHOW]
    : MESSAGES.test(text)
      ? ['holds the messages of terraform plan -json, not the plan', `Run terraform plan -out=PLANFILE. ${SHOW}`]
      : ['is not complete JSON', `See that the whole file arrived. ${SHOW}`];
  const section = failedSection(`${file} ${why}.`, hint);
  const diagnostic: Diagnostic = { level: 'error', code: 'parse-error', message: `${file} ${why}`, at: { file }, hint };
  return {
    target: { kind: 'firewall', name: file },
    domain: 'firewall',
    sections: { ruleset: section },
    diagnostics: [diagnostic],
  };
}

function sectionsOf(
  file: string,
  reading: TfReading,
  networks: readonly ProviderNetwork[],
): Readonly<Record<string, Section<unknown>>> {
  const earlier = reading.before === undefined ? undefined : providerNetworks(reading.before);
  const missing: CloudNetwork = { filters: [], points: [], missing: reading.missing };
  const nothing = networks.length === 0 && (earlier === undefined || earlier.length === 0);
  if (nothing && reading.missing.length === 0) {
    return { ruleset: doesNotExist(`${file} has no firewall or network of a provider that Vauban reads.`) };
  }
  return {
    ...Object.fromEntries(
      Object.entries(cloudSections([missing, ...networks])).map(([name, section]) => [name, ofThisTarget(section)]),
    ),
    ...beforeSection(file, reading, earlier),
  };
}

/** The target is the plan: that others may use what it manages is told by each group, and is no gap of its lists. */
function ofThisTarget(section: Section<unknown>): Section<unknown> {
  return section.flag === 'incomplete' && section.reason === BEYOND_THE_STATE ? complete(section.data) : section;
}

function beforeSection(
  file: string,
  reading: TfReading,
  earlier: readonly CloudNetwork[] | undefined,
): { readonly ruleset_before?: Section<FirewallRulesetBefore> } {
  if (reading.kind === 'state') return {};
  if (earlier === undefined) {
    return {
      ruleset_before: notCollected(
        `${file} has neither resource_changes nor prior_state, so what was there before is not told.`,
        SHOW,
      ),
    };
  }
  const { data, reason } = cloudRuleset(earlier);
  if (data === undefined) return {};
  // What was there before is told whole also when planning failed halfway.
  return {
    ruleset_before: reason === undefined ? complete({ ruleset: data }) : incomplete({ ruleset: data }, reason),
  };
}

/** Says once for a plan that no line of a .tf file could be found. */
function sourceNotes(file: string, { state, kind }: TfReading): readonly Diagnostic[] {
  const judged = state.resources.filter(({ mode }) => mode === 'managed');
  if (judged.length === 0 || judged.some(({ at }) => at.line !== undefined)) return [];
  return [
    {
      level: 'note',
      code: 'no-source-lines',
      message: `${file}: no .tf file beside it holds its resources, so places are those in the ${kind}`,
      at: { file },
      hint: 'Give the folder of the configuration together with the plan; locals can then be followed too.',
    },
  ];
}

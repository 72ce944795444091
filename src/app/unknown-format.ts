import type { Capture } from '../core/capture.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Place } from '../core/fact.ts';
import { textOf } from '../normalize/capture-set.ts';
import { isTerraformSource } from './terraform-sources.ts';

const KNOWN =
  'Vauban reads its own snapshots, trees and tars of machines, container images; iptables-save, nft, ufw and firewalld output; exports of AWS, Azure, Google Cloud, Entra ID, Okta, Keycloak and Google Workspace, LDIF; Terraform plans and states, CloudFormation templates, Kubernetes manifests; exposure.yaml; sshd logs and the files of an organization folder.';
const WHOLE = 'Export it again and see that the whole file arrived.';
const PLAN =
  'Make the plan and scan it: terraform plan -out plan.bin && terraform show -json plan.bin > plan.json (tofu likewise). The .tf files beside it give the lines.';

/** What a file is that no format knows, as a clause after its name, and what to do with it. */
interface Guess {
  readonly what: string;
  readonly hint: string;
  /** It was meant to be read: an error wherever it was found. */
  readonly broken?: boolean;
}

/** What is said of one file. */
interface Told extends Diagnostic {
  readonly at: Place;
  readonly what: string;
}

/** How many files one note names. */
const SHOWN_FILES = 3;

/** Texts that people give for the ones that can be read. */
const LOOKALIKES: readonly (Guess & { readonly pattern: RegExp })[] = [
  {
    pattern: /^Chain \S+ \((?:policy|\d+ references)/m,
    what: 'is a listing of iptables -L, which leaves out interfaces and matches',
    hint: 'Give iptables-save > rules.v4 and ip6tables-save > rules.v6.',
  },
  {
    pattern: /^-P (?:INPUT|FORWARD|OUTPUT) (?:ACCEPT|DROP)\s*$/m,
    what: 'is a listing of iptables -S, which holds one table',
    hint: 'Give iptables-save > rules.v4 and ip6tables-save > rules.v6.',
  },
  {
    pattern: /^Terraform will perform the following actions:|^OpenTofu will perform the following actions:/m,
    what: 'is the plan as it is printed for people',
    hint: PLAN,
  },
  {
    pattern: /^[^#\n]*\{\{-?\s*(?:if|range|with|define|include|template|toYaml|\.Values|\.Release|\.Chart|\$)/m,
    what: 'is a template that is not rendered',
    hint: 'Render it and scan that: helm template RELEASE CHART > rendered.yaml.',
  },
  {
    pattern: /^kind:\s*["']?Kustomization\b/m,
    what: 'is a kustomization, which names the manifests',
    hint: 'Build it and scan that: kubectl kustomize FOLDER > built.yaml.',
  },
];

/** Files that no format claims; a named one is an error, one found in a folder a note. Terraform's are told together. */
export function unknownFormats(captures: readonly Capture[], named: boolean): readonly Diagnostic[] {
  const sources = captures.filter(({ origin }) => isTerraformSource(origin));
  const others = captures.filter(({ origin }) => !isTerraformSource(origin));
  const told = others.map((capture) => unknownFormat(capture, named));
  return [
    ...sourceWithoutPlan(sources, named),
    ...(named ? told.map(({ what: _, ...diagnostic }) => diagnostic) : togetherTold(told)),
  ];
}

/** Notes of a folder that say the same: one, at the first file. */
function togetherTold(all: readonly Told[]): readonly Diagnostic[] {
  const groups = new Map<string, Told[]>();
  for (const one of all) {
    const key = one.level === 'error' ? one.at.file : `${one.what} ${one.hint}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { what, ...diagnostic } = first;
    if (others.length === 0) return [diagnostic];
    const names = [first, ...others.slice(0, SHOWN_FILES - 1)].map(({ at }) => at.file).join(', ');
    const more = others.length < SHOWN_FILES ? '' : ` and ${others.length + 1 - SHOWN_FILES} more`;
    return [{ ...diagnostic, message: `${names}${more}: each ${what}; nothing was read from them` }];
  });
}

function unknownFormat(capture: Capture, named: boolean): Told {
  const { what, hint, broken } = guess(textOf(capture) ?? '');
  return {
    level: named || broken === true ? 'error' : 'note',
    code: 'unknown-format',
    message: `${capture.origin} ${what}; nothing was read from it`,
    at: { file: capture.origin },
    hint,
    what,
  };
}

function guess(text: string): Guess {
  if (text === '') return { what: 'is empty', hint: 'Make or copy it again and see that the whole file arrived.' };
  if (text.startsWith('PK\u0003\u0004'))
    return {
      what: 'is a zip archive',
      hint: 'Unpack it and name the folder; the tree of a machine is best kept as a tar, which holds owners and modes.',
    };
  if (text.slice(0, 4096).includes('\0')) return { what: 'is a binary file', hint: KNOWN };
  // `[section]` opens an INI file and `{{` a template; JSON goes on with a string, a value or its end.
  if (/^\s*(?:\{\s*(?:["}]|\/[/*])|\[\s*[[{"\]])/.test(text)) return guessJson(text);
  return (
    LOOKALIKES.find(({ pattern }) => pattern.test(text)) ?? { what: 'is of no format that Vauban knows', hint: KNOWN }
  );
}

/** Where JSON.parse stopped, as line and column. */
function guessJson(text: string): Guess {
  try {
    JSON.parse(text);
    return { what: 'is JSON of a kind that Vauban does not know', hint: KNOWN };
  } catch (error) {
    if (/^\s*(?:\/\/|\/\*)/m.test(text))
      return { what: 'is JSON with comments, which no format of Vauban has', hint: KNOWN };
    const message = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(message)?.[1];
    const before = position === undefined ? text : text.slice(0, Number(position));
    const place = `line ${before.split('\n').length}, column ${before.length - before.lastIndexOf('\n')}`;
    return { what: `looks like JSON and is not complete (${place})`, hint: WHOLE, broken: true };
  }
}

function sourceWithoutPlan(captures: readonly Capture[], named: boolean): readonly Diagnostic[] {
  const [first, ...others] = captures;
  if (first === undefined) return [];
  const more = others.length === 0 ? '' : others.length === 1 ? ' and 1 more file' : ` and ${others.length} more files`;
  return [
    {
      level: named ? 'error' : 'note',
      code: 'terraform-source',
      message: `${first.origin}${more}: Terraform source; what it makes is judged by its plan`,
      at: { file: first.origin },
      hint: PLAN,
    },
  ];
}

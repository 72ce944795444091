import { createHash } from 'node:crypto';
import type { ArtifactLocation, CodeFlow, Location, Region, Result, Run } from 'sarif';
import type { AssessedTarget, Evidence, Observation } from '../../model/generated/model.ts';
import { clipped, visible } from '../visible.ts';

/** Files of the repository, given by the user with a relative path. A pull request shows these in place. */
const SOURCE_ROOT = '%SRCROOT%';
/** Everything else: no file of the repository, and said so. */
const TARGETS = 'TARGETS';
const MAX_RELATED = 50;
const RELATED_WORDS = {
  decides: 'Also decides',
  calls: 'Called from here',
  overridden: 'Overridden',
  step: 'Step',
} as const;

/**
 * What the base ids stand for. Evidence inside a target (`/etc/ssh/sshd_config`) is no file of the repository, and two
 * hosts have the same paths. Such a file becomes `host/web01/etc/ssh/sshd_config`: relative, as GitHub needs it, unique
 * for each target and readable. A path that the user gave relative to the working folder stays as it was given.
 */
export const URI_BASES: NonNullable<Run['originalUriBaseIds']> = {
  [SOURCE_ROOT]: { description: { text: 'The folder the scan was started in.' } },
  [TARGETS]: {
    description: {
      text: 'Not a folder of the repository: the kind and the name of a target, then the path or command inside the target.',
    },
  },
};

/** The place where a result is shown: the first evidence that decides, or the target itself when there is none. */
export function primaryLocation(observation: Observation, target: AssessedTarget | undefined): Location {
  const first = observation.evidence.find(({ role }) => role === 'decides') ?? observation.evidence[0];
  return {
    physicalLocation: {
      artifactLocation:
        first === undefined ? targetLocation(observation, target) : fileLocation(first.file, observation, target),
      // A viewer needs a line to show anything; without a known one it is the first, and `properties.lineKnown` says so.
      region: regionOf(first) ?? { startLine: 1 },
    },
    logicalLocations: [
      {
        name: clipped(visible(observation.subject), 500),
        fullyQualifiedName: clipped(visible(`${observation.target}/${observation.subject}`), 1000),
        kind: 'resource',
      },
    ],
    properties: { lineKnown: first?.line !== undefined },
  };
}

/** All other evidence: what else decided, and the settings that were read and do not hold. */
export function relatedLocations(observation: Observation, target: AssessedTarget | undefined): Location[] {
  const first = observation.evidence.find(({ role }) => role === 'decides') ?? observation.evidence[0];
  return observation.evidence
    .filter((evidence) => evidence !== first && evidence.role !== 'step')
    .slice(0, MAX_RELATED)
    .map((evidence, index) => {
      const region = regionOf(evidence);
      const note = evidence.note === undefined ? '' : `: ${clipped(visible(evidence.note), 500)}`;
      return {
        id: index + 1,
        physicalLocation: {
          artifactLocation: fileLocation(evidence.file, observation, target),
          ...(region === undefined ? {} : { region }),
        },
        message: { text: `${RELATED_WORDS[evidence.role]}${note}` },
      };
    });
}

/** The way that leads to the verdict, which viewers show step by step (SARIF 3.36); nothing where there is none. */
export function codeFlows(observation: Observation, target: AssessedTarget | undefined): CodeFlow[] {
  const steps = observation.evidence.filter(({ role }) => role === 'step').slice(0, MAX_RELATED);
  if (steps.length === 0) return [];
  const locations = steps.map((step, index) => ({
    executionOrder: index + 1,
    location: {
      physicalLocation: {
        artifactLocation: fileLocation(step.file, observation, target),
        region: regionOf(step) ?? { startLine: 1 },
      },
      message: { text: clipped(visible(step.note ?? ''), 500) },
    },
  }));
  return [{ threadFlows: [{ locations }] }];
}

/** From the stable identity of the observation, never from the line: an alert survives edits above it. */
export function fingerprints(observation: Observation): NonNullable<Result['partialFingerprints']> {
  const digest = createHash('sha256').update(observation.id).digest('hex');
  return { primaryLocationLineHash: `${digest.slice(0, 16)}:1`, 'vauban/v1': digest };
}

function regionOf(evidence: Evidence | undefined): Region | undefined {
  if (evidence?.line === undefined) return undefined;
  return { startLine: evidence.line, ...(evidence.column === undefined ? {} : { startColumn: evidence.column }) };
}

function fileLocation(file: string, observation: Observation, target: AssessedTarget | undefined): ArtifactLocation {
  const segments = file.split('/').filter((segment) => segment !== '' && segment !== '.');
  const inRepository =
    !file.startsWith('/') && !segments.includes('..') && !/^[A-Za-z]:[\\/]/.test(file) && !isCommand(file);
  if (inRepository && segments.length > 0)
    return { uri: segments.map(encodeSegment).join('/'), uriBaseId: SOURCE_ROOT };
  const inside = segments.filter((segment) => segment !== '..').map(encodeSegment);
  const base = targetLocation(observation, target);
  return { uri: [base.uri, ...inside].join('/'), uriBaseId: TARGETS };
}

/** `sshd -T`, `df -P`: words without a file extension at the end. A file name with spaces has one. */
function isCommand(text: string): boolean {
  return /^\S+ /.test(text) && !/\.[A-Za-z0-9]{1,8}$/.test(text);
}

function targetLocation(observation: Observation, target: AssessedTarget | undefined): ArtifactLocation {
  const [kind, name] = target === undefined ? ['target', observation.target] : [target.kind, target.name];
  return { uri: `${kind}/${encodeSegment(name)}`, uriBaseId: TARGETS };
}

/** RFC 3986, section 3.3: one path segment. Lone surrogates cannot be encoded and become U+FFFD. */
function encodeSegment(segment: string): string {
  const wellFormed = clipped(segment, 300).replace(/\p{Cs}/gu, '\ufffd');
  return encodeURIComponent(wellFormed).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

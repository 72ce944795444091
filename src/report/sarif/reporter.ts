import { gzipSync } from 'node:zlib';
import type { Log, Notification, Run } from 'sarif';
import { formatInstant, parseInstant } from '../../core/clock.ts';
import { sortedBy } from '../../core/order.ts';
import type { Assessment, Observation } from '../../model/generated/model.ts';
import { counted } from '../labels.ts';
import type { Reporter } from '../reporter.ts';
import { dutiesByRule } from '../rule-duties.ts';
import { clipped, visible } from '../visible.ts';
import { compareWorstFirst } from '../worst-first.ts';
import { URI_BASES } from './locations.ts';
import { notification, notificationsOf } from './notifications.ts';
import { resultOf } from './results.ts';
import { descriptorOf } from './rules.ts';
import { taxonomiesOf } from './taxonomies.ts';

/** GitHub keeps 5,000 results of a run and rejects an upload over 10 MB of gzip. */
const MAX_RESULTS = 5000;
const MAX_GZIP_BYTES = 10_000_000;

/** SARIF 2.1.0 for code scanning: failures as results, everything that could not be judged as notifications. */
export const sarifReporter: Reporter = {
  id: 'sarif',
  title: 'SARIF 2.1.0, for code scanning',
  extension: 'sarif',
  render: (assessment) => {
    const bad = assessment.observations
      .filter(({ status }) => status === 'fail' || status === 'error')
      .sort(compareWorstFirst);
    let sent = Math.min(bad.length, MAX_RESULTS);
    for (;;) {
      const text = `${JSON.stringify(logOf(assessment, bad, sent), null, 2)}\n`;
      if (sent === 0 || text.length <= MAX_GZIP_BYTES || gzipSync(text).length <= MAX_GZIP_BYTES) return text;
      sent = Math.floor(sent / 2);
    }
  },
};

function logOf(assessment: Assessment, bad: readonly Observation[], sent: number): Log {
  const taxonomies = taxonomiesOf(assessment);
  const duties = dutiesByRule(assessment);
  const rules = sortedBy(assessment.rules, (rule) => rule.id);
  const context = {
    rules: new Map(rules.map((rule) => [rule.id, rule])),
    ruleIndexes: new Map(rules.map((rule, index) => [rule.id, index])),
    targets: new Map(assessment.targets.map((target) => [target.id, target])),
    taxonomies,
  };
  const run: Run = {
    tool: {
      driver: {
        name: 'Vauban',
        version: visible(assessment.tool.version),
        ...(/^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/.test(assessment.tool.version)
          ? { semanticVersion: assessment.tool.version }
          : {}),
        rules: rules.map((rule) => descriptorOf(rule, duties.get(rule.id) ?? [], taxonomies)),
        ...(taxonomies.components.length === 0
          ? {}
          : { supportedTaxonomies: taxonomies.components.map(({ name }, index) => ({ name, index })) }),
        properties: { policyDigest: assessment.tool.policyDigest },
      },
    },
    automationDetails: { id: automationId(assessment) },
    originalUriBaseIds: URI_BASES,
    invocations: [
      {
        // A gate that failed is a result; a broken rule, or too little to judge, is a run that did not do its work.
        executionSuccessful: assessment.summary.gate === 'passed' || assessment.summary.gate === 'failed',
        ...endTime(assessment),
        toolExecutionNotifications: [...cutNotification(bad.length, sent), ...notificationsOf(assessment)],
      },
    ],
    ...(taxonomies.components.length === 0 ? {} : { taxonomies: [...taxonomies.components] }),
    results: bad.slice(0, sent).map((observation) => resultOf(observation, context)),
    columnKind: 'utf16CodeUnits',
    properties: {
      gate: assessment.summary.gate,
      counts: assessment.summary.counts,
      resultsNotSent: bad.length - sent,
    },
  };
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
}

function cutNotification(found: number, sent: number): Notification[] {
  if (found === sent) return [];
  const text = `${counted(found - sent, 'result')} of ${found} are not in this file: code scanning takes no more. The worst were kept; the json report has all of them.`;
  return [notification('warning', 'results-cut', text)];
}

/**
 * `category/run`: the category is everything up to the last slash and must stay the same from run to run. A scan of one
 * target has a category of its own, so that a workflow may scan its targets one by one without one upload closing the
 * alerts of another.
 */
function automationId({ profile, targets, now }: Assessment): string {
  const part = (text: string) => clipped(visible(text), 200).replaceAll('/', '_');
  const [only, ...others] = targets;
  const target = only === undefined || others.length > 0 ? [] : [part(only.id)];
  return ['vauban', part(profile), ...target, part(now)].join('/');
}

/** SARIF 3.9 wants UTC. The end of the run is the instant it was judged against: the same input gives the same bytes. */
function endTime({ now }: Assessment): { endTimeUtc?: string } {
  const ms = parseInstant(now);
  return ms === undefined ? {} : { endTimeUtc: formatInstant(ms) };
}

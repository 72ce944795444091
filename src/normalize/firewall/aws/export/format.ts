import type { Diagnostic } from '../../../../core/diagnostic.ts';
import { sortedBy } from '../../../../core/order.ts';
import type { Contribution, Format, Sample } from '../../../format.ts';
import { isObject } from '../../../iam/json-value.ts';
import { cloudSections } from '../../cloud/cloud-sections.ts';
import { awsToCloud } from '../aws-to-cloud.ts';
import { type AccountExport, accountsOf } from './account.ts';
import { BEGINNING, readFile } from './documents.ts';
import { listOfEntries, listsOf } from './lists.ts';
import { readNetwork } from './network.ts';

/** Answers of the AWS command line about networks: security groups, ACLs, interfaces, subnets, routes, flow logs. */
export const awsNetworkFormat: Format = {
  id: 'aws',
  title: 'AWS EC2 describe-… JSON',
  domain: 'firewall',
  recognizes,
  normalize: (captures) =>
    accountsOf(sortedBy(captures, (capture) => capture.origin).map(readFile)).map(contributionOf),
};

function recognizes({ json, head }: Sample): boolean {
  if (json === undefined) return BEGINNING.test(head);
  if (isObject(json)) return listsOf(json).length > 0;
  if (!Array.isArray(json) || json.length === 0) return false;
  if (listOfEntries(json) !== undefined) return true;
  return json.every((page: unknown) => isObject(page) && listsOf(page).length > 0);
}

function contributionOf(given: AccountExport): Contribution {
  const { network, diagnostics } = readNetwork(given);
  const [first = 'aws'] = given.files;
  const stem = first.slice(first.lastIndexOf('/') + 1).replace(/\.json$/i, '');
  return {
    target: { kind: 'firewall', name: given.account === undefined ? stem : `aws:${given.account}` },
    domain: 'firewall',
    sections: cloudSections([awsToCloud(network)]),
    diagnostics: [...given.diagnostics, ...diagnostics, ...unjudged(given)],
  };
}

/** Listeners are known and no fact is made of them yet. */
function unjudged({ documents }: AccountExport): readonly Diagnostic[] {
  return documents
    .filter(({ list }) => list === 'Listeners')
    .map(({ file }) => ({
      level: 'note',
      code: 'not-judged',
      message: `${file}: listeners of load balancers are not judged`,
      at: { file },
    }));
}

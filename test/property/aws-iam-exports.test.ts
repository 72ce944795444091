import { expect, it } from 'vitest';
import type { Capture } from '../../src/core/capture.ts';
import { type Fact, isKnown } from '../../src/core/fact.ts';
import { complete, notCollected, type Section } from '../../src/core/section.ts';
import { factorsOf } from '../../src/derive/iam/factors.ts';
import type {
  IamAccountServices,
  IamAuthenticationPolicy,
  IamLastAccessed,
  IamMfaDevices,
} from '../../src/model/generated/model.ts';
import { awsIamExports } from '../../src/normalize/iam/aws-iam-exports/format.ts';
import { leavesOf, withValue } from '../contract/firewall-damage.ts';
import { captureOf, capturesOf, fixture, NO_CONTEXT } from '../unit/normalize/iam/captures.ts';

const AT = { file: 'x' };
const captures = capturesOf(fixture('sources', 'aws-iam-exports', 'whole'), 'input');

/** What AWS leaves out of a password policy that does not demand it. */
const LEFT_OUT: readonly string[] = ['lower', 'upper', 'number', 'symbol', 'history'];

/** All that is told as known, by name. */
function claims(files: readonly Capture[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const tell = (name: string, fact: Fact<unknown>): void => {
    if (isKnown(fact))
      found.set(
        name,
        JSON.stringify(fact.value, (key, value: unknown) => (key === 'at' ? undefined : value)),
      );
  };
  // The fixture is of one account: what a damaged ARN sends to another one is lost for it.
  const own = awsIamExports.normalize(files, NO_CONTEXT).find(({ target }) => target.name === 'aws:111122223333');
  const data = <T>(name: string): { readonly value: T | undefined; readonly whole: boolean } => {
    const section = own?.sections[name];
    // Sections are those of the model, which the goldens check.
    return { value: section?.data as T | undefined, whole: section?.flag === 'complete' };
  };
  const devices = data<IamMfaDevices>('mfa_devices');
  const section: Section<IamMfaDevices> = devices.value === undefined ? notCollected('') : complete(devices.value);
  for (const holder of ['root', 'user:ann', 'user:bob'])
    for (const [name, fact] of Object.entries(factorsOf(holder, { value: true, at: AT }, section, AT)))
      tell(`${holder} ${name}`, fact);
  const services = data<IamAccountServices>('account_services');
  for (const [name, fact] of Object.entries(services.value ?? {}))
    if (typeof fact === 'object' && services.whole) tell(name, fact);
  for (const policy of data<IamAuthenticationPolicy>('authentication_policy').value?.policies ?? [])
    for (const [name, fact] of Object.entries(policy))
      if (typeof fact === 'object' && !('file' in fact)) tell(name, fact);
  const uses = data<IamLastAccessed>('last_accessed');
  for (const { id, services: list } of uses.value?.principals ?? []) {
    for (const { namespace, last_used_at } of list) tell(`${id} ${namespace}`, last_used_at);
    if (uses.whole) found.set(`${id} services`, String(list.length));
  }
  return found;
}

it('a damaged value is told as unknown, or as it was, never as something else', () => {
  const before = claims(captures);
  const other: string[] = [];
  for (const [index, capture] of captures.entries()) {
    if (capture.outcome.kind !== 'read') continue;
    const document: unknown = JSON.parse(new TextDecoder().decode(capture.outcome.bytes));
    for (const { path, value } of leavesOf(document))
      for (const damage of [null, 42, ['x'], {}, '']) {
        if (typeof damage === typeof value && Array.isArray(damage) === Array.isArray(value)) continue;
        const text = JSON.stringify(withValue(document, path, damage));
        const after = claims(captures.map((one, i) => (i === index ? captureOf(one.origin, text) : one)));
        // What a password policy does not demand is left out: nothing passes by that.
        for (const [name, claim] of after)
          if (before.get(name) !== claim && !LEFT_OUT.includes(name))
            other.push(`${capture.origin} ${path.join('.')} = ${JSON.stringify(damage)}: ${name} is ${claim}`);
      }
  }
  expect(other).toEqual([]);
});

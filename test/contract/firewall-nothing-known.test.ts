import { describe, expect, it } from 'vitest';
import {
  type Files,
  filesOf,
  leavesOf,
  overclaims,
  type Reached,
  reachedIn,
  read,
  withValue,
} from './firewall-damage.ts';

/** What names, links and dates are called: another one is another thing, and nothing hidden. */
const NAMES =
  /^(?:id|name|etag|type|kind|selfLink|resourceGuid|provisioningState|location|resourceGroup|.*[Tt]imestamp|fingerprint|description|Description|.*Arn|.*Id|.*Name|Tags|TagSet|labels|tags|AttachTime|Status|State)$/;
/** Faults of the analysis itself that are not mended yet. */
const KNOWN = ['must rg1/back-nsg, private|ipv4|udp|53'];

/** Whatever a value was, nobody can read this one. */
const UNREADABLE = { '?': true };

interface Case {
  readonly file: string;
  readonly path: readonly (string | number)[];
}

/** Places of a fixture whose values decide: every so many of them, the same in each run. */
function places(files: Files, pattern: RegExp, most: number): readonly Case[] {
  const all = Object.entries(files).flatMap(([file, text]): readonly Case[] => {
    if (!file.endsWith('.json') || !pattern.test(file)) return [];
    return leavesOf(JSON.parse(text))
      .filter(({ path }) => !path.some((step) => typeof step === 'string' && NAMES.test(step)))
      .map(({ path }) => ({ file, path }));
  });
  const step = Math.max(1, Math.ceil(all.length / most));
  return all.filter((_, index) => index % step === 0);
}

async function targetsOf(
  files: Files,
): Promise<ReadonlyMap<string, { readonly reached: Reached; readonly isWhole: boolean; readonly isLost: boolean }>> {
  const { inputs, warned, messages } = await read(files);
  // A file that is of no format any more is an error of the scan, and nothing is claimed of it.
  const isLost = messages.some((message) => message.startsWith('error unknown-format'));
  // What is given and of no format is an error of the scan.
  if (inputs.length === 0 && !warned) throw new Error('nothing was read, and nothing was said');
  return new Map(
    inputs
      .filter(({ domains }) => domains.firewall !== undefined)
      .map((input) => [
        input.target.name,
        { reached: reachedIn(input), isWhole: input.domains.firewall?.ruleset?.flag === 'complete', isLost },
      ]),
  );
}

describe.each([
  // The names of files whose values say what is let in; of others only that they are missing is tried.
  ['azure/two-tiers', /nsgs/, 30],
  ['azure/nsg-alone', /nsgs/, 25],
  ['gcp/shop', /firewall-rules/, 30],
  ['gcp/policies', /firewall-rules|policy/, 25],
  ['aws/moto-account', /security-groups|network-acls|route-tables/, 25],
] as const)('%s', (fixture, pattern, most) => {
  const files = filesOf(fixture);

  it('claims no more where a value cannot be read', { timeout: 120_000 }, async () => {
    const before = await targetsOf(files);
    const found: string[] = [];
    for (const { file, path } of places(files, pattern, most)) {
      const broken = withValue(JSON.parse(files[file] ?? 'null'), path, UNREADABLE);
      const after = await targetsOf({ ...files, [file]: JSON.stringify(broken) });
      for (const [name, { reached }] of before) {
        const now = after.get(name);
        for (const claim of now === undefined || now.isLost
          ? []
          : overclaims(reached, now.reached, now.isWhole).slice(0, 1))
          found.push(`${file} ${path.join('.')}: ${claim}`);
      }
    }
    expect(found.filter((one) => !KNOWN.some((known) => one.includes(known)))).toEqual([]);
  });

  it('claims no more where a file breaks off', { timeout: 120_000 }, async () => {
    const before = await targetsOf(files);
    const found: string[] = [];
    for (const [file, text] of Object.entries(files)) {
      const after = await targetsOf({ ...files, [file]: text.slice(0, Math.floor(text.length * 0.6)) });
      for (const [name, { reached }] of before) {
        const now = after.get(name);
        if (now === undefined) continue;
        for (const claim of overclaims(reached, now.reached, now.isWhole).slice(0, 1)) found.push(`${file}: ${claim}`);
      }
    }
    expect(found).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { type Files, filesOf, overclaims, type Reached, reachedIn, read } from './firewall-damage.ts';
import { type Damaged, damagedWords, damagesOf, sampleOf } from './firewall-damage-kinds.ts';
import { sources } from './firewall-damage-sources.ts';

/** CI tries a few damages of each source; `VAUBAN_DAMAGE=1000` tries so many, `VAUBAN_DAMAGE=all` every one. */
const MOST = process.env['VAUBAN_DAMAGE'];
const asked = (most: number): number =>
  MOST === undefined ? most : MOST === 'all' ? Number.POSITIVE_INFINITY : Number(MOST);
const SEED = Number(process.env['VAUBAN_SEED'] ?? 7);

const PORTS = [
  0, 22, 25, 53, 80, 443, 2222, 2379, 3306, 3389, 5432, 6379, 8080, 8443, 9000, 9005, 9100, 30_432, 65_535,
];

interface Told {
  readonly reached: Reached;
  readonly isWhole: boolean;
}

async function told(files: Files): Promise<Told> {
  const { inputs, messages } = await read(files);
  if (inputs.length === 0 && messages.length === 0) throw new Error('nothing was read, and nothing was said');
  const isLost = messages.some((message) => message.startsWith('error unknown-format'));
  const own = inputs.filter(({ domains }) => domains.firewall !== undefined);
  return {
    reached: new Map(own.flatMap((input) => [...reachedIn(input, PORTS)])),
    // What is of no format any more is an error of the scan.
    isWhole: !isLost && own.every(({ domains }) => domains.firewall?.ruleset?.flag === 'complete'),
  };
}

/** What stood in a point is told of one that was not there before: a rule whose group cannot be told stands for itself. */
function isElsewhere(claim: string, before: Reached, after: Told): boolean {
  const [, key = ''] = /^may (.*): \d\.\.\d, then/.exec(claim) ?? [];
  const place = key.slice(key.indexOf('|'));
  const [, most] = before.get(key) ?? [0, 0];
  const old = new Set([...before.keys()].map((one) => one.slice(0, one.indexOf('|'))));
  return [...after.reached].some(
    ([one, [, now]]) => one.endsWith(place) && !old.has(one.slice(0, one.indexOf('|'))) && now >= most,
  );
}

/** Points that are gone while the rest is told as if it were all, with nothing new that is reached from as far. */
function lostPoints(before: Reached, after: Told): readonly string[] {
  if (!after.isWhole) return [];
  const pointOf = (key: string): string => key.slice(0, key.indexOf('|'));
  const old = new Set([...before.keys()].map(pointOf));
  const now = new Set([...after.reached.keys()].map(pointOf));
  const added = new Map<string, number>();
  for (const [key, [, most]] of after.reached) {
    const place = key.slice(key.indexOf('|'));
    if (!old.has(pointOf(key))) added.set(place, Math.max(added.get(place) ?? 0, most));
  }
  return [...before].flatMap(([key, [, most]]) =>
    !now.has(pointOf(key)) && most > (added.get(key.slice(key.indexOf('|'))) ?? 0) ? [`lost ${key}`] : [],
  );
}

async function faults(
  files: Files,
  damages: readonly { readonly what: string; readonly files: Files }[],
): Promise<readonly string[]> {
  const before = await told(files);
  expect(before.reached.size).toBeGreaterThan(0);
  const found: string[] = [];
  for (const damage of damages) {
    const after = await told({ ...files, ...damage.files });
    const claims = [
      ...overclaims(before.reached, after.reached, after.isWhole).filter(
        (claim) => !isElsewhere(claim, before.reached, after),
      ),
      ...lostPoints(before.reached, after),
    ];
    for (const claim of claims.slice(0, 1)) found.push(`${damage.what}: ${claim}`);
  }
  return found;
}

describe('firewalls as they are declared', () => {
  it.each(sources().map((source) => [source.name, source] as const))(
    '%s: claims no more where a value is damaged',
    { timeout: 3_600_000 },
    async (_, { files, file, document, form, write, most }) => {
      const all: readonly Damaged[] = damagesOf(document, form);
      const tried = sampleOf(all, asked(most), SEED);
      const found = await faults(
        files,
        tried.map((one) => ({ what: one.what, files: { [file]: write(one.document) } })),
      );
      if (MOST !== undefined) console.log([`${tried.length} damages, ${found.length} faults`, ...found].join('\n'));
      expect(found).toEqual([]);
    },
  );

  it.each(['nft/server', 'nft/router'])(
    '%s: claims no more where a word cannot be read',
    { timeout: 3_600_000 },
    async (fixture) => {
      const files = filesOf(fixture);
      const [name = ''] = Object.keys(files);
      const all = damagedWords(files[name] ?? '');
      const tried = sampleOf(all, asked(60), SEED);
      const found = await faults(
        files,
        tried.map(({ what, text }) => ({ what, files: { [name]: text } })),
      );
      if (MOST !== undefined) console.log([`${tried.length} damages, ${found.length} faults`, ...found].join('\n'));
      expect(found).toEqual([]);
    },
  );
});

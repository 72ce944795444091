// One ruleset through everything; started by firewall-scale.mjs.
import { differenceOf } from '../src/derive/firewall/difference.ts';
import { exposure } from '../src/derive/firewall/exposure.ts';
import { regionsOf } from '../src/derive/firewall/regions.ts';
import { parseDump } from '../src/normalize/firewall/iptables-save/parse.ts';
import { toFilter } from '../src/normalize/firewall/iptables-save/to-model.ts';
import { changedText, rulesetText } from './firewall-rulesets.mjs';

const [kind = 'flat', size = '1000'] = process.argv.slice(2);
const seconds = [];
function timed(compute) {
  // Processor time: other programs of the machine do not count.
  const started = process.cpuUsage();
  const value = compute();
  const { user, system } = process.cpuUsage(started);
  seconds.push((user + system) / 1e6);
  return value;
}
const rulesetOf = (text) => ({
  filters: [toFilter(parseDump(text, 'rules'), { file: 'rules', family: 'ipv4', loaded: 'live' }).filter],
});
const text = rulesetText(kind, Number(size));
const ruleset = timed(() => rulesetOf(text));
const derived = timed(() =>
  exposure.derive({ firewall: { ruleset: { flag: 'complete', data: ruleset } } }, { nowMs: 0 }),
);
const regions = timed(() => regionsOf(ruleset));
const difference = timed(() => differenceOf(ruleset, rulesetOf(changedText(text))));
const unknown = [
  ...regions.unknown.map((one) => `regions of ${one.hook}`),
  ...difference.unknown.map((one) => `difference of ${one.hook}`),
  ...new Set(
    (derived.firewall?.exposure?.data?.ranges ?? []).filter((one) => 'unknown' in one.reach).map(() => 'ranges'),
  ),
];
const rules = ruleset.filters.reduce(
  (sum, filter) => sum + filter.chains.reduce((all, chain) => all + chain.rules.length, 0),
  0,
);
const numbers = [...seconds, seconds.reduce((sum, one) => sum + one, 0)].map((one) => one.toFixed(2));
console.log(
  [
    kind.padEnd(12),
    ...[rules, ...numbers, Math.round(process.resourceUsage().maxRSS / 1024), regions.regions.length].map((one) =>
      `${one}`.padStart(15),
    ),
    `  ${[...new Set(unknown)].join(', ')}  +${difference.opened.length} -${difference.closed.length}`,
  ].join(''),
);

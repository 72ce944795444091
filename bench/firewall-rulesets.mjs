// iptables-save text of any size, as it grows in practice, and as nobody should write it.

function makeRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const START = ['-A INPUT -i lo -j ACCEPT', '-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT'];
const FORWARDED = ['-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT'];

function dump(rules, chains = [], before = '') {
  return `${before}*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n${chains
    .map((name) => `:${name} - [0:0]\n`)
    .join('')}${rules.join('\n')}\nCOMMIT\n`;
}

const octets = (random) =>
  `${1 + Math.floor(random() * 222)}.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}`;
const pick = (random, list) => list[Math.floor(random() * list.length)];
const PORTS = [22, 25, 53, 80, 110, 143, 443, 465, 587, 993, 995, 3306, 5432, 6379, 8080, 8443, 9090, 9200];

/** A chain for each customer: networks within networks, lists of ports, an own last word. */
function customers(size, random) {
  const chains = [];
  const rules = [...FORWARDED, ...START];
  const bodies = [];
  const each = 12;
  for (let i = 0; i * each < size; i++) {
    const name = `CUST-${i}`;
    chains.push(name);
    const net = `10.${(i >> 8) & 255}.${i & 255}`;
    rules.push(`-A FORWARD -d ${net}.0/24 -j ${name}`);
    for (let k = 0; k < each - 3; k++) {
      const port = pick(random, PORTS);
      const source =
        random() < 0.4 ? '' : `-s ${octets(random)}.${random() < 0.5 ? '0/24' : `${Math.floor(random() * 256)}/32`} `;
      const destination = random() < 0.5 ? '' : `-d ${net}.${Math.floor(random() * 256)}/32 `;
      const ports =
        random() < 0.3 ? `-m multiport --dports ${[port, port + 1, 7000 + k].join(',')}` : `-m tcp --dport ${port}`;
      bodies.push(`-A ${name} ${source}${destination}-p tcp ${ports} -j ${random() < 0.9 ? 'ACCEPT' : 'DROP'}`);
    }
    bodies.push(`-A ${name} -p icmp -j ACCEPT`, `-A ${name} -j DROP`);
  }
  return dump([...rules, ...bodies], chains);
}

/** One long list: addresses that are shut out, then services for single sources, networks and everybody. */
function flat(size, random) {
  const rules = [...START];
  for (let i = 0; i < size * 0.3; i++)
    rules.push(`-A INPUT -s ${octets(random)}.${random() < 0.7 ? `${Math.floor(random() * 256)}/32` : '0/24'} -j DROP`);
  for (let i = 0; i < size * 0.6; i++) {
    const wide = random();
    const source =
      wide < 0.05
        ? `10.${Math.floor(random() * 256)}.0.0/16`
        : wide < 0.4
          ? `${octets(random)}.0/24`
          : `${octets(random)}.${Math.floor(random() * 256)}/32`;
    rules.push(
      `-A INPUT -s ${source} -p ${random() < 0.8 ? 'tcp' : 'udp'} -m multiport --dports ${pick(random, PORTS)},${pick(random, PORTS) + 1} -j ACCEPT`,
    );
  }
  while (rules.length < size - 1)
    rules.push(
      `-A INPUT -p tcp -m tcp --dport ${1024 + Math.floor(random() * 60_000)} -j ${random() < 0.8 ? 'ACCEPT' : 'DROP'}`,
    );
  rules.push('-A INPUT -j DROP');
  return dump(rules);
}

/** A router: interfaces, both addresses, both directions. */
function router(size, random) {
  const rules = [...START, ...FORWARDED];
  const names = Array.from({ length: 12 }, (_, i) => `vlan${i}`);
  while (rules.length < size) {
    const way = `-i ${pick(random, names)} -o ${pick(random, names)}`;
    const source = random() < 0.6 ? ` -s 10.${Math.floor(random() * 32)}.${Math.floor(random() * 256)}.0/24` : '';
    const destination =
      random() < 0.7
        ? ` -d 10.${Math.floor(random() * 32)}.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}/32`
        : '';
    rules.push(
      `-A FORWARD ${way}${source}${destination} -p tcp -m tcp --dport ${pick(random, PORTS)} -j ${random() < 0.92 ? 'ACCEPT' : 'REJECT'}`,
    );
  }
  return dump(rules);
}

/** Published ports of containers: a translation and an acceptance for each. */
function containers(size, random) {
  const count = Math.floor(size / 3);
  const nat = [];
  const rules = [
    ...START,
    '-A FORWARD -j DOCKER-USER',
    ...FORWARDED,
    '-A FORWARD -o docker0 -j DOCKER',
    '-A FORWARD -i docker0 -j ACCEPT',
  ];
  const bodies = ['-A DOCKER-USER -j RETURN'];
  for (let i = 0; i < count; i++) {
    const address = `172.17.${(i >> 8) & 255}.${i & 255}`;
    const port = 1024 + (i % 60_000);
    nat.push(
      `-A DOCKER ! -i docker0 -p tcp -m tcp --dport ${port} -j DNAT --to-destination ${address}:${pick(random, PORTS)}`,
    );
    bodies.push(
      `-A DOCKER -d ${address}/32 ! -i docker0 -o docker0 -p tcp -m tcp --dport ${pick(random, PORTS)} -j ACCEPT`,
    );
    bodies.push(`-A INPUT -s ${octets(random)}.0/24 -p tcp -m tcp --dport ${port} -j ACCEPT`);
  }
  const before = `*nat\n:PREROUTING ACCEPT [0:0]\n:POSTROUTING ACCEPT [0:0]\n:DOCKER - [0:0]\n-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER\n-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE\n${nat.join('\n')}\nCOMMIT\n`;
  return dump([...rules, ...bodies], ['DOCKER', 'DOCKER-USER'], before);
}

/** Every rule in doubt by a set of its own that was not given. */
function doubts(size, random) {
  const rules = [...START];
  while (rules.length < size) {
    if (random() < 0.3)
      rules.push(
        `-A INPUT -p tcp -m tcp --dport ${pick(random, PORTS)} -m set --match-set s${rules.length} src -j ${random() < 0.6 ? 'ACCEPT' : 'DROP'}`,
      );
    else rules.push(`-A INPUT -s ${octets(random)}.0/24 -p tcp -m tcp --dport ${pick(random, PORTS)} -j ACCEPT`);
  }
  return dump(rules);
}

/** Each rule overlaps each other one in four dimensions, and none is like another. */
function hostile(size, random) {
  const rules = [...START];
  const range = (max) => {
    const [a, b] = [Math.floor(random() * max), Math.floor(random() * max)].sort((x, y) => x - y);
    return [a, b];
  };
  const address = (value) => `${10 + (value >> 24)}.${(value >> 16) & 255}.${(value >> 8) & 255}.${value & 255}`;
  while (rules.length < size) {
    const [s0, s1] = range(2 ** 28);
    const [d0, d1] = range(2 ** 28);
    const [p0, p1] = range(65_535);
    const [q0, q1] = range(65_535);
    rules.push(
      `-A INPUT -p tcp -m iprange --src-range ${address(s0)}-${address(s1)} --dst-range ${address(d0)}-${address(d1)} -m tcp --sport ${q0}:${q1 + 1} --dport ${p0}:${p1 + 1} -j ${random() < 0.5 ? 'ACCEPT' : 'DROP'}`,
    );
  }
  return dump(rules);
}

/** Kinds of rulesets by name. */
export const KINDS = { customers, flat, router, containers, doubts, hostile };

/** The text of a ruleset; the same for the same seed. */
export function rulesetText(kind, size, seed = 1) {
  return KINDS[kind](size, makeRandom(seed));
}

/** The same with a few rules taken out and one put in. */
export function changedText(text) {
  const lines = text.split('\n');
  const rules = lines.map((line, i) => (/^-A \S+ .*-j ACCEPT$/.test(line) ? i : -1)).filter((i) => i >= 0);
  for (const share of [0.25, 0.5, 0.75]) lines[rules[Math.floor(rules.length * share)]] = '';
  lines.splice(
    rules[Math.floor(rules.length / 2)] + 1,
    0,
    '-A INPUT -s 203.0.113.0/24 -p tcp -m tcp --dport 2222 -j ACCEPT',
  );
  return lines.filter((line, i) => line !== '' || i === lines.length - 1).join('\n');
}

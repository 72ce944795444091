/** A file below /etc/firewalld. */
export interface MadeFile {
  readonly path: string;
  readonly text: string;
}

const SERVICES = [
  'ssh',
  'http',
  'https',
  'mdns',
  'dhcpv6-client',
  'samba',
  'freeipa-4',
  'ftp',
  'ipsec',
  'own',
  'none-of-all',
];
const ICMP = [
  'echo-request',
  'echo-reply',
  'redirect',
  'router-advertisement',
  'timestamp-request',
  'destination-unreachable',
];

/** Random permanent configurations of firewalld: zones, policies, ipsets, a service and rich rules of every kind. */
export function randomFirewalldFiles(random: () => number, backend: 'nftables' | 'iptables'): readonly MadeFile[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // the lists are not empty
  const chance = (share: number): boolean => random() < share;
  const some = (share: number, make: () => string): string => {
    let out = '';
    while (chance(share) && out.length < 400) out += make();
    return out;
  };
  const v4 = () => pick(['10.1.2.3', '10.0.0.0/8', '192.0.2.0/24', '198.51.100.7', '0.0.0.0/1', '10.1.0.0/16']);
  const v6 = () => pick(['2001:db8::/32', '2001:db8::7', 'fd00::/8', '2000::/3']);
  const service = () => pick(SERVICES.slice(0, -1));
  const port = () => pick(['22', '80', '8000-8010', '53', '3306']);
  const protocol = () => pick(['tcp', 'tcp', 'udp']);
  const interfaces = ['eth0', 'eth1', 'eth+', 'wan0', 'docker0'];
  const free = [...interfaces];
  // What is in a set of ipset(8) is not in the text of iptables-save.
  const withSets = backend === 'nftables';
  const sources = [
    '10.1.0.0/16',
    '192.0.2.0/24',
    '2001:db8::/32',
    '10.1.2.3',
    ...(withSets ? ['ipset:office', 'ipset:six'] : []),
  ];
  const freeSources = [...sources];
  const take = (list: string[]): string | undefined => list.splice(Math.floor(random() * list.length), 1)[0];

  const rich = (where: 'zone' | 'policy'): string => {
    const kind = pick([
      'service',
      'port',
      'protocol',
      'source-port',
      'icmp-type',
      'icmp-block',
      'none',
      'forward-port',
      'masquerade',
    ]);
    if (where === 'policy' && (kind === 'forward-port' || kind === 'masquerade')) return '';
    const set = chance(0.2) && withSets;
    const family = kind === 'forward-port' || chance(0.75) ? pick(['ipv4', 'ipv4', 'ipv6']) : '';
    const priority = chance(0.4) ? pick(['-10', '-1', '5', '100']) : '';
    const invert = chance(0.2) ? ' invert="True"' : '';
    const address = () => (family === 'ipv6' ? v6() : v4());
    const peers = [
      ...(family !== '' && chance(0.6)
        ? [set && family === 'ipv4' ? `<source ipset="office"${invert}/>` : `<source address="${address()}"${invert}/>`]
        : []),
      ...(family !== '' && chance(0.2) ? [`<destination address="${address()}"/>`] : []),
    ].join('');
    if (kind === 'none' && peers === '') return '';
    const icmp =
      family === 'ipv6'
        ? pick(['echo-request', 'redirect', 'router-advertisement'])
        : pick(['echo-request', 'redirect']);
    const element = {
      service: `<service name="${pick(['ssh', 'http', 'samba', 'own'])}"/>`,
      port: `<port port="${port()}" protocol="${protocol()}"/>`,
      protocol: `<protocol value="${pick(['gre', 'esp', 'udp'])}"/>`,
      'source-port': `<source-port port="${port()}" protocol="${protocol()}"/>`,
      'icmp-type': `<icmp-type name="${icmp}"/>`,
      'icmp-block': `<icmp-block name="${icmp}"/>`,
      none: '',
      'forward-port': `<forward-port port="${port()}" protocol="tcp" to-port="${pick(['8080', '2222'])}"${
        chance(0.6) ? ` to-addr="${family === 'ipv6' ? 'fd00::9' : '10.9.9.9'}"` : ''
      }/>`,
      masquerade: '<masquerade/>',
    }[kind];
    const log = chance(0.3) ? '<log prefix="x" level="info"><limit value="3/m"/></log>' : '';
    const special = kind === 'icmp-block' || kind === 'forward-port' || kind === 'masquerade';
    const action = special ? '' : pick(['<accept/>', '<accept/>', '<drop/>', '<reject/>']);
    return `<rule${family === '' ? '' : ` family="${family}"`}${priority === '' ? '' : ` priority="${priority}"`}>${peers}${element}${log}${action}</rule>\n`;
  };
  const directRules = (): string => {
    const rule = () =>
      `<rule ipv="${pick(['ipv4', 'ipv4', 'ipv6'])}" table="filter" chain="${pick(['INPUT', 'FORWARD', 'OUTPUT'])}" priority="${pick([0, 1, 2])}">-p ${pick(['tcp', 'udp'])} --dport ${pick(['22', '80', '3306'])} -j ${pick(['ACCEPT', 'DROP'])}</rule>\n`;
    return `<direct>\n${rule()}${some(0.6, rule)}<passthrough ipv="ipv4">-I INPUT -s 198.51.100.7 -j DROP</passthrough>\n</direct>\n`;
  };
  const settings = (where: 'zone' | 'policy'): string =>
    [
      some(0.6, () => `<service name="${service()}"/>\n`),
      some(0.5, () => `<port port="${port()}" protocol="${protocol()}"/>\n`),
      some(0.2, () => `<protocol value="${pick(['gre', 'esp'])}"/>\n`),
      some(0.2, () => `<source-port port="${port()}" protocol="${protocol()}"/>\n`),
      some(0.3, () => `<icmp-block name="${pick(ICMP)}"/>\n`),
      some(0.6, () => rich(where)),
    ].join('');

  const zones = ['public', 'dmz', 'office', 'zeta'].map((name) => {
    const target = pick(['', '', '', ' target="ACCEPT"', ' target="DROP"', ' target="%%REJECT%%"']);
    const bound = [
      some(0.6, () => {
        const one = take(free);
        return one === undefined ? '' : `<interface name="${one}"/>\n`;
      }),
      some(0.4, () => {
        const one = take(freeSources);
        if (one === undefined) return '';
        return one.startsWith('ipset:') ? `<source ipset="${one.slice(6)}"/>\n` : `<source address="${one}"/>\n`;
      }),
    ].join('');
    const extra = [
      chance(0.5) ? '<forward/>\n' : '',
      chance(0.2) ? '<icmp-block-inversion/>\n' : '',
      chance(0.2) ? '<masquerade/>\n' : '',
      chance(0.25) ? `<forward-port port="${port()}" protocol="tcp" to-port="8080" to-addr="10.9.9.8"/>\n` : '',
      chance(0.15) ? '<forward-port port="81" protocol="tcp" to-port="8081"/>\n' : '',
    ].join('');
    return {
      path: `zones/${name}.xml`,
      text: `<?xml version="1.0" encoding="utf-8"?>\n<zone${target}>\n<short>x</short>\n${bound}${settings('zone')}${extra}</zone>\n`,
    };
  });
  const policies = ['one', 'two']
    .filter(() => chance(0.6))
    .map((name) => {
      const way = pick([
        ['ANY', 'HOST'],
        ['public', 'HOST'],
        ['dmz', 'ANY'],
        ['public', 'office'],
        ['HOST', 'ANY'],
        ['ANY', 'ANY'],
        ['ANY', 'dmz'],
      ]);
      return {
        path: `policies/${name}.xml`,
        text: `<policy target="${pick(['CONTINUE', 'ACCEPT', 'DROP', 'REJECT'])}" priority="${pick([-100, -1, 10, 200])}">\n<ingress-zone name="${way[0]}"/>\n<egress-zone name="${way[1]}"/>\n${settings('policy')}</policy>\n`,
      };
    });
  return [
    {
      path: 'firewalld.conf',
      text: [
        `DefaultZone=${pick(['public', 'dmz', 'trusted', 'drop', 'office'])}`,
        `FirewallBackend=${backend}`,
        `IPv6_rpfilter=${pick(['yes', 'no'])}`,
        `LogDenied=${pick(['off', 'off', 'all'])}`,
        `RFC3964_IPv4=${pick(['yes', 'no'])}`,
        'CleanupOnExit=yes\nLockdown=no\nIndividualCalls=no\nFlushAllOnReload=yes\n',
      ].join('\n'),
    },
    {
      path: 'services/own.xml',
      text: '<service><port port="7000-7002" protocol="tcp"/><source-port port="7100" protocol="udp"/><include service="http"/><destination ipv4="10.9.0.0/16"/></service>\n',
    },
    {
      path: 'ipsets/office.xml',
      text: '<ipset type="hash:net"><entry>203.0.113.0/25</entry><entry>10.77.0.0/16</entry></ipset>\n',
    },
    {
      path: 'ipsets/six.xml',
      text: '<ipset type="hash:ip"><option name="family" value="inet6"/><entry>2001:db8:5::5</entry></ipset>\n',
    },
    ...zones,
    ...policies,
    ...(chance(0.3) ? [{ path: 'direct.xml', text: directRules() }] : []),
  ];
}

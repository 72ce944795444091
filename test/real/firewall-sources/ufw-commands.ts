/** Random command lines of ufw: every form of its simple and extended syntax. */
export function randomUfwCommands(random: () => number, size: number): readonly (readonly string[])[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T; // the lists are not empty
  const chance = (share: number): boolean => random() < share;
  const action = () => pick(['allow', 'allow', 'deny', 'reject', 'limit']);
  const log = () => pick([[], [], [], ['log'], ['log-all']]);
  const commands: string[][] = [
    ['default', pick(['allow', 'deny', 'deny', 'reject']), 'incoming'],
    ['default', pick(['allow', 'allow', 'deny', 'reject']), 'outgoing'],
    ['default', pick(['allow', 'deny', 'reject']), 'routed'],
    ['logging', pick(['off', 'low', 'medium', 'high', 'full'])],
  ];
  const v4 = ['any', '10.0.0.0/8', '10.1.2.3', '192.0.2.0/24', '198.51.100.7', '0.0.0.0/1'];
  const v6 = ['2001:db8::/32', '2001:db8::7', 'fd00::/8', 'fe80::/10'];
  for (let i = 0; i < size; i++) {
    const kind = pick(['simple', 'simple', 'app', 'service', 'full', 'full', 'full', 'route', 'out']);
    const verb = action();
    if (kind === 'simple') commands.push([verb, `${pick([22, 80, 443, 8080, 53])}${pick(['', '/tcp', '/udp'])}`]);
    else if (kind === 'app') commands.push([verb, pick(['OpenSSH', 'WWW Full', 'DNS', 'Bind9', 'WWW Secure'])]);
    else if (kind === 'service') commands.push([verb, pick(['ssh', 'http', 'ntp', 'smtp'])]);
    else {
      const family = chance(0.7) ? v4 : v6;
      const line: string[] = kind === 'route' ? ['route', verb] : [verb];
      if (kind === 'route') {
        if (chance(0.5)) line.push('in', 'on', pick(['eth0', 'wan0']));
        if (chance(0.5)) line.push('out', 'on', pick(['eth1', 'docker0']));
      } else if (kind === 'out') line.push('out', ...(chance(0.4) ? ['on', 'eth1'] : []));
      else if (chance(0.5)) line.push('in', ...(chance(0.6) ? ['on', pick(['eth0', 'wan0'])] : []));
      line.push(...log());
      const list = chance(0.2);
      const protocol = list ? pick(['tcp', 'udp']) : pick(['', 'tcp', 'udp', 'esp', 'gre']);
      const portless = protocol === 'esp' || protocol === 'gre';
      if (protocol !== '') line.push('proto', protocol);
      line.push('from', pick(family));
      if (!portless && chance(0.2)) line.push('port', `${pick([53, 67, 1024])}`);
      line.push('to', pick(family));
      if (!portless && (chance(0.7) || list))
        line.push('port', list ? '80,443,8000:8010' : `${pick([22, 53, 80, 3306])}`);
      if (chance(0.3)) line.push('comment', pick(['web', 'until 2027', "it's -j DROP"]));
      commands.push(line);
    }
  }
  return commands;
}

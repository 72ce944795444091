/** The ports of application profiles, by name: `80,443/tcp|53/udp`, as the files of applications.d write them (ufw(8)). */
export function readApplications(texts: readonly string[]): ReadonlyMap<string, string> {
  const profiles = new Map<string, string>();
  for (const text of texts) {
    let name = '';
    for (const line of text.split(/\r?\n/)) {
      const head = /^\s*\[(.+)\]\s*$/.exec(line);
      if (head !== null) name = head[1] ?? '';
      const ports = /^\s*ports\s*=\s*(\S.*?)\s*$/.exec(line)?.[1];
      if (ports !== undefined && name !== '') profiles.set(name, ports);
    }
  }
  return profiles;
}

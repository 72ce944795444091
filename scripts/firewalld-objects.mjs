// Writes the table of the services, zones and policies that firewalld ships, from the files of its Debian package: names,
// protocols and ports only.
// Usage: node scripts/firewalld-objects.mjs [/usr/lib/firewalld] [version of the package]
import { execFileSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SaxesParser } from 'saxes';

const ROOT = path.resolve(import.meta.dirname, '..');
const [folder = '/usr/lib/firewalld', version = packageVersion()] = process.argv.slice(2);

function packageVersion() {
  return execFileSync('dpkg-query', ['-W', '-f', '${Version}', 'firewalld'], { encoding: 'utf8' });
}

async function documents(kind) {
  const names = (await readdir(path.join(folder, kind))).filter((name) => name.endsWith('.xml')).sort();
  return Promise.all(
    names.map(async (name) => [name.slice(0, -4), await readFile(path.join(folder, kind, name), 'utf8')]),
  );
}

function tags(xml) {
  const found = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => found.push({ name, attributes }));
  parser.write(xml).close();
  return found;
}

/** The document without its texts, for people who read a language, and without blanks. */
function bare(xml) {
  return xml
    .replace(/<\?xml[^>]*\?>|<!--[\s\S]*?-->|<(short|description)>[\s\S]*?<\/\1>/g, '')
    .replace(/>\s+</g, '><')
    .replace(/\s+\/>/g, '/>')
    .trim();
}

const services = Object.fromEntries(
  (await documents('services')).map(([id, xml]) => {
    const all = tags(xml);
    const of = (name, make) => all.filter((tag) => tag.name === name).map(({ attributes }) => make(attributes));
    const spec = ({ port, protocol }) => (port ? `${port}/${protocol}` : protocol);
    const found = {
      ports: of('port', spec),
      protocols: of('protocol', ({ value }) => value),
      source_ports: of('source-port', spec),
      includes: of('include', ({ service }) => service),
      destination: of('destination', ({ ipv4, ipv6 }) => ({ ...(ipv4 && { ipv4 }), ...(ipv6 && { ipv6 }) }))[0] ?? {},
    };
    return [id, Object.fromEntries(Object.entries(found).filter(([, value]) => Object.keys(value).length > 0))];
  }),
);
const table = {
  source: `firewalld ${version} (Debian package)`,
  zones: Object.fromEntries((await documents('zones')).map(([id, xml]) => [id, bare(xml)])),
  policies: Object.fromEntries((await documents('policies')).map(([id, xml]) => [id, bare(xml)])),
  services,
};
await writeFile(
  path.join(ROOT, 'src/normalize/firewall/firewalld/shipped.json'),
  `${JSON.stringify(table, null, 1)}\n`,
);

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** True where packages of rpm can be made and installed into a tree. */
export const canMakeRpm = existsSync('/usr/bin/rpmbuild') && existsSync('/usr/bin/rpm');

/** How to get what `canMakeRpm` asks for. */
export const HOW_TO_MAKE_RPM = 'needs the Debian package rpm';

/** A package as its spec file tells it. */
export interface RpmSpec {
  readonly name: string;
  readonly version: string;
  readonly release: string;
  readonly epoch?: number;
  readonly architecture?: string;
  readonly summary?: string;
  readonly provides?: readonly string[];
  readonly files?: readonly string[];
}

/** Builds packages of one source; the first one's name is that of the source. Returns the files of the packages. */
export function buildRpms(work: string, specs: readonly RpmSpec[]): readonly string[] {
  const [main] = specs;
  if (main === undefined) return [];
  const head = (spec: RpmSpec): readonly string[] => [
    `Version: ${spec.version}`,
    `Release: ${spec.release}`,
    ...(spec.epoch === undefined ? [] : [`Epoch: ${spec.epoch}`]),
    `Summary: ${spec.summary ?? spec.name}`,
    ...(spec.provides ?? []).map((name) => `Provides: ${name}`),
  ];
  const files = (spec: RpmSpec): readonly string[] => (spec.files ?? []).map((file) => `"${file}"`);
  const rest = specs.slice(1);
  // Scripts that look at the built files would ask for the compilers of the distribution.
  const text = [
    '%define __os_install_post %{nil}',
    '%define _build_id_links none',
    'AutoReqProv: no',
    `Name: ${main.name}`,
    ...head(main),
    'License: none',
    '%description',
    main.name,
    ...rest.flatMap((spec) => [
      `%package -n ${spec.name}`,
      ...head(spec),
      'AutoReqProv: no',
      `%description -n ${spec.name}`,
      spec.name,
    ]),
    '%install',
    'rm -rf %{buildroot}',
    ...specs.flatMap((spec) => (spec.files ?? []).map((file) => `%{__install} -D /dev/null "%{buildroot}${file}"`)),
    '%files',
    ...files(main),
    ...rest.flatMap((spec) => [`%files -n ${spec.name}`, ...files(spec)]),
  ];
  const top = path.join(work, `build-${main.name}`);
  mkdirSync(top, { recursive: true });
  writeFileSync(path.join(top, 'one.spec'), `${text.join('\n')}\n`);
  execFileSync(
    'rpmbuild',
    [
      '-bb',
      '--quiet',
      '--target',
      main.architecture ?? 'x86_64',
      '--define',
      `_topdir ${top}`,
      '--define',
      '_binary_payload w0.gzdio',
      path.join(top, 'one.spec'),
    ],
    { stdio: 'ignore' },
  );
  const folder = path.join(top, 'RPMS', main.architecture ?? 'x86_64');
  return specs.map((spec) =>
    path.join(folder, `${spec.name}-${spec.version}-${spec.release}.${main.architecture ?? 'x86_64'}.rpm`),
  );
}

/** Runs rpm on the database of a tree; `folder` is where the database lies in it. */
export function rpm(tree: string, folder: string, ...args: readonly string[]): string {
  return execFileSync(
    'rpm',
    ['--root', tree, '--dbpath', folder, '--define', '_db_backend sqlite', '--nosignature', ...args],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64 * 1024 * 1024 },
  );
}

/** Records packages in the database without unpacking them. */
export function installRpms(tree: string, folder: string, files: readonly string[]): void {
  rpm(tree, folder, '--justdb', '--nodeps', '--noscripts', '--ignorearch', '--ignoreos', '-i', ...files);
}

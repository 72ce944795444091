import { eachStanza } from './stanzas.ts';

/** A package that dpkg knows, as far as updates need it. */
export interface StatusPackage {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly held: boolean;
  /** The last word of dpkg's status: installed, half-configured, config-files, … */
  readonly state: string;
  readonly line: number;
}

const UNFINISHED = ['half-installed', 'unpacked', 'half-configured', 'triggers-awaited', 'triggers-pending'];

/** Reads dpkg's status file. */
export function parseDpkgStatus(text: string): readonly StatusPackage[] {
  const packages: StatusPackage[] = [];
  eachStanza(text, ['Package', 'Status', 'Version', 'Architecture'], (fields, line) => {
    const name = fields.get('Package');
    const status = fields.get('Status')?.split(' ');
    if (name === undefined || status === undefined) return;
    packages.push({
      name,
      version: fields.get('Version') ?? '',
      architecture: fields.get('Architecture') ?? '',
      held: status[0] === 'hold',
      state: status[2] ?? '',
      line,
    });
  });
  return packages;
}

/** True for a package whose installation did not come to its end. */
export function isUnfinished(entry: StatusPackage): boolean {
  return UNFINISHED.includes(entry.state);
}

/** Keys that tell what pulls a unit in, what it starts, and under which names; every other line may hold a secret. */
const KEPT_KEYS = [
  'Wants',
  'Requires',
  'Requisite',
  'BindsTo',
  'BindTo',
  'Upholds',
  'Conflicts',
  'DefaultDependencies',
  'SourcePath',
  'ConditionPathExists',
  'ConditionPathIsDirectory',
  'ConditionFileNotEmpty',
  'ConditionFileIsExecutable',
  'WantedBy',
  'RequiredBy',
  'UpheldBy',
  'Alias',
  'Also',
  'DefaultInstance',
  'ListenStream',
  'ListenDatagram',
  'ListenSequentialPacket',
  'Accept',
  'Service',
  'Sockets',
  'Unit',
  'Type',
  'BusName',
  'Slice',
] as const;

/**
 * Keeps the section headers and the lines that tell what starts what, each on its own line number: ExecStart and
 * Environment may hold passwords.
 */
export function reduceUnit(bytes: Uint8Array): string {
  return reduceText(bytes, KEPT_KEYS);
}

/** Keeps section headers and the assignments of these keys. Comments stay as `#`: they do not end a continued line (systemd.syntax(7)). */
export function reduceText(bytes: Uint8Array, keys: readonly string[]): string {
  let kept = false;
  let continued = false;
  const lines = Buffer.from(bytes).toString('utf8').split('\n');
  const reduced = lines.map((line) => {
    const start = line.trimStart();
    if (start.startsWith('#') || start.startsWith(';')) return '#';
    if (!continued) kept = isSection(start) || isAssignment(start, keys);
    continued = endsEscaped(line);
    // A header that is not closed makes the unit unloadable: that it is there is told, not what it says.
    if (!kept) return start.startsWith('[') ? '[' : otherCondition(line);
    return line;
  });
  return reduced.join('\n').trimEnd();
}

function isSection(line: string): boolean {
  return /^\[[A-Za-z -]+\]\s*$/.test(line);
}

/** That there is a condition of another kind, and whether it is one of several (`|`): one of those may hold. */
function otherCondition(line: string): string {
  const [, key, bar = ''] = /^(Condition[A-Za-z]+)[ \t]*=[ \t]*(\|?)/.exec(line) ?? [];
  return key === undefined ? '' : `${key}=${bar}${/=\s*$/.test(line) ? '' : '?'}`;
}

function isAssignment(line: string, keys: readonly string[]): boolean {
  const key = /^([A-Za-z]+)[ \t]*=/.exec(line)?.[1];
  return key !== undefined && keys.includes(key);
}

/** A backslash that is not itself escaped continues the line. */
function endsEscaped(line: string): boolean {
  const slashes = /\\*$/.exec(line.endsWith('\r') ? line.slice(0, -1) : line)?.[0] ?? '';
  return slashes.length % 2 === 1;
}

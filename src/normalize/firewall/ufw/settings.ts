import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';

/** A file of `KEY=value` lines that a shell reads, as the target names it. */
export interface SettingsFile {
  readonly file: string;
  readonly text: string;
}

const POLICIES = ['ACCEPT', 'DROP', 'REJECT'] as const;
type Policy = (typeof POLICIES)[number];
/** The chains of the kernel that ufw sets a policy for. */
export type UfwHook = 'input' | 'output' | 'forward';

/** What /etc/default/ufw and /etc/ufw/ufw.conf say. */
export interface UfwSettings {
  readonly enabled: Fact<boolean>;
  readonly ipv6: Fact<boolean>;
  readonly policies: Readonly<Record<UfwHook, Fact<Policy>>>;
}

/** Later files win over earlier ones: ufw-init reads /etc/default/ufw, then ufw.conf. */
export function readSettings(files: readonly SettingsFile[], missing: Place): UfwSettings {
  const values = new Map<string, Fact<string>>();
  for (const { file, text } of files) {
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      const found = /^\s*(?:export\s+)?([A-Z0-9_]+)=(.*)$/.exec(line);
      if (found === null) continue;
      const at = { file, line: index + 1 };
      const value = plainValue(found[2] ?? '');
      values.set(
        found[1] ?? '',
        value === undefined
          ? unknown(`The value of ${found[1]} is made by the shell and cannot be told.`, at)
          : known(value, at),
      );
    }
  }
  const fact = (key: string): Fact<string> =>
    values.get(key) ?? unknown(`${missing.file} does not set ${key}.`, missing);
  // A shell compares the words as they are: ENABLED=Yes is no.
  const isYes = (key: string): Fact<boolean> => {
    const value = fact(key);
    return 'value' in value ? known(value.value === 'yes' || value.value === 'YES', value.at) : value;
  };
  const policy = (key: string): Fact<Policy> => {
    const value = fact(key);
    if (!('value' in value)) return value;
    const word = POLICIES.find((one) => one === value.value);
    return word === undefined ? unknown(`${key} is neither ACCEPT, DROP nor REJECT.`, value.at) : known(word, value.at);
  };
  return {
    enabled: isYes('ENABLED'),
    ipv6: isYes('IPV6'),
    policies: {
      input: policy('DEFAULT_INPUT_POLICY'),
      output: policy('DEFAULT_OUTPUT_POLICY'),
      forward: policy('DEFAULT_FORWARD_POLICY'),
    },
  };
}

/** A word as a shell takes it: quotes cut, a comment behind it dropped; undefined where the shell computes it. */
function plainValue(text: string): string | undefined {
  const match = /^(?:"([^"$`\\]*)"|'([^']*)'|([^\s"'$`\\;#&|]*))\s*(?:;|#.*)?$/.exec(text.trim());
  return match === null ? undefined : (match[1] ?? match[2] ?? match[3] ?? '');
}

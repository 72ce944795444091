import type { Diagnostic } from '../../../core/diagnostic.ts';
import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';

/** What the text of a password policy demands. */
export interface PasswordDemands {
  readonly minLength: Fact<number>;
  readonly history: Fact<number>;
  readonly lower: Fact<boolean>;
  readonly upper: Fact<boolean>;
  readonly number: Fact<boolean>;
  readonly symbol: Fact<boolean>;
  readonly maxAgeDays: Fact<number>;
  readonly bannedList: Fact<boolean>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The default of each part that is written without a number (Keycloak writes `undefined` for it). */
const COUNTS: ReadonlyMap<string, number> = new Map([
  ['length', 8],
  ['digits', 1],
  ['lowerCase', 1],
  ['upperCase', 1],
  ['specialChars', 1],
  ['passwordHistory', 3],
  ['forceExpiredPasswordChange', 365],
]);

/** Parts that say nothing of what the model asks. */
const OTHER = new Set([
  'maxLength',
  'notUsername',
  'notContainsUsername',
  'notEmail',
  'regexPattern',
  'passwordBlacklist',
  'hashIterations',
  'hashAlgorithm',
  'recoveryCodesWarningThreshold',
  'maxAuthAge',
  'passwordAge',
]);

/** Reads the text of a password policy: `length(12) and passwordHistory(5) and notUsername(undefined)`. */
export function readPasswordPolicy(text: unknown, at: Place): PasswordDemands {
  if (text !== undefined && typeof text !== 'string') {
    const untold = unknown('passwordPolicy is not a text; export the realm again', at);
    return {
      ...{ minLength: untold, history: untold, lower: untold, upper: untold, number: untold, symbol: untold },
      ...{ maxAgeDays: untold, bannedList: untold },
      diagnostics: [],
    };
  }
  // A regular expression may hold the word "and": parts begin with a name that is followed by a bracket or the end.
  const parts = new Map(
    (text ?? '')
      .split(/ and (?=[A-Za-z][\w-]*(?:\(|$| and ))/)
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => {
        const match = /^([\w-]+)(?:\(([\s\S]*)\))?$/.exec(part);
        return [match?.[1] ?? part, match?.[2] ?? ''] as const;
      }),
  );
  const strange = [...parts.keys()].filter((name) => !COUNTS.has(name) && !OTHER.has(name)).length;
  // What a regular expression or a foreign part demands beside the named parts, nobody can tell from the text.
  const more = parts.has('regexPattern')
    ? 'a regular expression'
    : strange > 0
      ? 'a part that is not known'
      : undefined;
  const count = (name: string): Fact<number> => {
    const argument = parts.get(name);
    if (argument !== undefined) {
      if (/^\d{1,9}$/.test(argument)) return known(Number(argument), at);
      return argument === '' || argument === 'undefined' || argument === 'null'
        ? known(COUNTS.get(name) ?? 0, at)
        : unknown(`${name} of the password policy has no number; correct it in the realm settings`, at);
    }
    return known(0, at);
  };
  const demanded = (name: string): Fact<boolean> => {
    const told = count(name);
    if (!('value' in told)) return told;
    if (told.value === 0 && more !== undefined)
      return unknown(`the password policy holds ${more}, which may demand it; say it with ${name}(1) too`, at);
    return known(told.value > 0, at);
  };
  const length = count('length');
  return {
    minLength:
      more !== undefined && !parts.has('length')
        ? unknown(`the password policy holds ${more}, which may demand a length; say it with length(…) too`, at)
        : length,
    history: count('passwordHistory'),
    lower: demanded('lowerCase'),
    upper: demanded('upperCase'),
    number: demanded('digits'),
    symbol: demanded('specialChars'),
    maxAgeDays: count('forceExpiredPasswordChange'),
    bannedList:
      strange > 0 && !parts.has('passwordBlacklist')
        ? unknown('the password policy holds a part that is not known, which may refuse listed passwords', at)
        : known(parts.has('passwordBlacklist') && /\S/.test(parts.get('passwordBlacklist') ?? ''), at),
    diagnostics:
      strange === 0
        ? []
        : [
            {
              level: 'note',
              code: 'unknown-password-policy',
              message: `${at.file}: ${strange} part(s) of the password policy are of a provider that is not known`,
              at,
            },
          ],
  };
}

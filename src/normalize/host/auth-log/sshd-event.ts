/** What sshd said of one attempt to log in. */
export interface SshdEvent {
  readonly outcome: 'accepted' | 'failed';
  readonly method: string;
  readonly user: string;
  readonly source: string;
  /** False for a name without an account: the text is the attacker's. */
  readonly knownUser: boolean;
  /** More than 1 for `message repeated N times: [ … ]`. */
  readonly times: number;
}

const REPEATED = /^message repeated (\d+) times: \[ (.*)\]$/;
const ACCEPTED = /^Accepted (\S+) for (.+) from (\S+) port \d+(?: ssh2)?(?:: .*)?$/;
// The name is the attacker's and may hold " from ": the greedy match takes the last one, the end is anchored.
const FAILED =
  /^Failed (\S+) for (invalid user |illegal user )?(.*) from (\S+) port \d+(?: ssh2)?(?:: \S+ [A-Z0-9]+:\S+)?$/;

/** Reads one message of sshd; undefined for those that tell of no attempt, or of one that another line tells too. */
export function parseSshdMessage(message: string): SshdEvent | undefined {
  const first = message.charCodeAt(0);
  // A, F, m: most lines end here.
  if (first !== 65 && first !== 70 && first !== 109) return undefined;
  const repeated = first === 109 ? REPEATED.exec(message) : null;
  const text = repeated?.[2]?.trimEnd() ?? message;
  const times = repeated === null ? 1 : Number(repeated[1]);
  const accepted = ACCEPTED.exec(text);
  if (accepted !== null) {
    const [, method = '', user = '', source = ''] = accepted;
    return { outcome: 'accepted', method, user, source, knownUser: true, times };
  }
  const failed = FAILED.exec(text);
  if (failed === null) return undefined;
  const [, method = '', invalid, user = '', source = ''] = failed;
  return { outcome: 'failed', method, user, source, knownUser: invalid === undefined, times };
}

/** Methods whose secret can be guessed. A refused key is no guess: clients offer each key they hold. */
export function isGuessable(method: string): boolean {
  return method === 'password' || method.startsWith('keyboard-interactive');
}

import { randomBytes, randomInt } from 'node:crypto';
import { type Answer, type AskLimits, type Channel, openChannel } from './channel.ts';
import { type Frame, framesOf } from './frames.ts';
import { bootstrap, REMOTE_PATH } from './probe.ts';

/** A shell somewhere else, and how it is talked about. */
export interface RemoteShell {
  readonly program: string;
  readonly args: readonly string[];
  readonly label: string;
  /** It runs as root, by sudo. */
  readonly sudo: boolean;
  readonly interactive: boolean;
  /** Where the probe looks for programs. */
  readonly path?: string;
}

/** What a collection cost. */
export interface Traffic {
  readonly exchanges: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
}

/** How a conversation came to its end. */
export interface End {
  readonly answer: Answer;
  /** The last of what the program wrote to stderr. */
  readonly said: string;
}

/** Questions and answers with the probe in a remote shell. */
export interface Conversation {
  /** Begins every frame. */
  readonly nonce: string;
  /** Starts the shell and sends the probe, once; an end tells when that failed. */
  connect(): Promise<void>;
  /** One question and its answers. What came before the end of a broken answer is kept; after the end there is none. */
  ask(text: string, limits: AskLimits): Promise<readonly Frame[]>;
  end(): End | undefined;
  /** The user id that the probe runs as; undefined until it has answered. */
  uid(): string | undefined;
  traffic(): Traffic;
  close(): Promise<void>;
}

const CONNECT: AskLimits = { silenceMs: 90_000 };
/** A person may need time to find a password. */
const CONNECT_WITH_PERSON: AskLimits = { silenceMs: 300_000 };
const FIRST_ANSWER: AskLimits = { silenceMs: 60_000 };
const KEYS = { from: 1_000_000, below: 4_000_000 } as const;

/** Prepares a conversation; nothing is started yet. */
export function openConversation(shell: RemoteShell): Conversation {
  const nonce = randomBytes(16).toString('hex');
  const traffic = { exchanges: 0, sentBytes: 0, receivedBytes: 0 };
  let channel: Channel | undefined;
  let end: End | undefined;
  let uid: string | undefined;

  const ask = async (text: string, limits: AskLimits): Promise<readonly Frame[]> => {
    if (channel === undefined || end !== undefined) return [];
    traffic.exchanges += 1;
    const last = `end ${traffic.exchanges}`;
    const question = `${text}${last}\n`;
    traffic.sentBytes += Buffer.byteLength(question);
    const answer = await channel.ask(question, `\n${nonce} ${last}\n`, limits);
    traffic.receivedBytes += answer.bytes.byteLength;
    if (answer.ended !== undefined) end = { answer, said: channel.said() };
    return framesOf(answer.bytes, nonce, answer.ended === undefined);
  };

  return {
    nonce,
    connect: async () => {
      if (channel !== undefined) return;
      const { line, program } = bootstrap({
        nonce,
        aliasKeys: [randomInt(KEYS.from, KEYS.below), randomInt(KEYS.from, KEYS.below)],
        path: shell.path ?? REMOTE_PATH,
      });
      channel = openChannel(shell.program, shell.args);
      traffic.sentBytes += line.length;
      const first = await channel.ask(line, `\n${nonce} ready\n`, shell.interactive ? CONNECT_WITH_PERSON : CONNECT);
      if (first.ended !== undefined) {
        end = { answer: first, said: channel.said() };
        return;
      }
      uid = (await ask(program, FIRST_ANSWER)).find(({ kind }) => kind === 'hello')?.words[0];
      if (uid === undefined) end ??= { answer: { bytes: new Uint8Array(), ended: 'closed' }, said: channel.said() };
    },
    ask,
    end: () => end,
    uid: () => uid,
    traffic: () => ({ ...traffic }),
    close: async () => {
      await channel?.close();
    },
  };
}

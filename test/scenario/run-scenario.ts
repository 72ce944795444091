import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { tarOf } from '../tar-writer.ts';

/** A scenario: files, one command line, and what must come of it. */
export interface Scenario {
  readonly files: readonly { readonly name: string; readonly text: string }[];
  /** Archives of those files: their names in it, and how many bytes of it are kept. */
  readonly archives: readonly { readonly name: string; readonly members: readonly string[]; readonly keep: number }[];
  readonly command: readonly string[];
  readonly exit: number;
  /** Lines that must appear, each as a part of a line. */
  readonly stdout: readonly string[];
  readonly stderr: readonly string[];
  /** Lines that must not appear anywhere. */
  readonly never: readonly string[];
}

/** What a command did. */
export interface Outcome {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const CLI = path.resolve(import.meta.dirname, '../../bin/vauban.js');

/** The words of a command line; single quotes keep blanks. */
function words(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** Reads the text form: blocks that begin with `=== file NAME`, `=== tar NAME [BYTES]` (files, one a line), `=== command`, `=== exit`, `=== stdout`, `=== stderr`, `=== never`. */
export function readScenario(text: string): Scenario {
  const blocks = text
    .split(/^=== /m)
    .slice(1)
    .map((block) => {
      const newline = block.indexOf('\n');
      return { head: block.slice(0, newline).trim(), body: block.slice(newline + 1) };
    });
  const body = (head: string): string => blocks.find((block) => block.head === head)?.body ?? '';
  const lines = (head: string): readonly string[] =>
    body(head)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  return {
    files: blocks
      .filter(({ head }) => head.startsWith('file '))
      .map(({ head, body: content }) => ({ name: head.slice('file '.length), text: content.replace(/\n$/, '') })),
    archives: blocks
      .filter(({ head }) => head.startsWith('tar '))
      .map(({ head, body: content }) => {
        const [, name = '', keep = 'Infinity'] = head.split(' ');
        return { name, members: content.split('\n').filter((line) => line !== ''), keep: Number(keep) };
      }),
    command: words(lines('command')[0] ?? '').slice(1),
    exit: Number(lines('exit')[0]),
    stdout: lines('stdout'),
    stderr: lines('stderr'),
    never: lines('never'),
  };
}

/** Runs the built program in an empty folder that holds the files. */
export function runScenario(scenario: Scenario): Outcome {
  const folder = mkdtempSync(path.join(tmpdir(), 'vauban-scenario-'));
  try {
    for (const file of scenario.files) {
      const target = path.join(folder, file.name);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, file.text);
      chmodSync(target, 0o644);
    }
    for (const { name, members, keep } of scenario.archives) {
      const tar = tarOf(
        members.map((member) => ({
          name: member,
          data: scenario.files.find((file) => file.name === member)?.text ?? '',
        })),
      );
      writeFileSync(path.join(folder, name), (name.endsWith('.gz') ? gzipSync(tar) : tar).subarray(0, keep));
    }
    return runVauban(scenario.command, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the built program. */
export function runVauban(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Outcome {
  const result = spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, NO_COLOR: '1', ...env },
    maxBuffer: 256 * 1024 * 1024,
    timeout: 120_000,
  });
  return { exit: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** The first expected line that appears nowhere, or undefined when all do. */
export function missingLine(text: string, expected: readonly string[]): string | undefined {
  return expected.find((line) => !text.includes(line));
}

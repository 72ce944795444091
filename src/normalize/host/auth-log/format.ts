import type { Diagnostic } from '../../../core/diagnostic.ts';
import { complete, failedSection, incomplete } from '../../../core/section.ts';
import { textOf } from '../../capture-set.ts';
import type { Contribution, Format } from '../../format.ts';
import { parseFrame } from './line-frame.ts';
import { scanLogs } from './scan-logs.ts';

const SAMPLED_LINES = 400;

/** An authentication log given as a file: auth.log, secure, or sshd's lines exported from the journal. */
export const authLogFormat: Format = {
  id: 'auth-log',
  title: 'authentication log of sshd (syslog lines)',
  domain: 'host',
  recognizes: ({ head, json }) => {
    if (json !== undefined) return false;
    const lines = head.split('\n', SAMPLED_LINES).filter((line) => line !== '' && !line.startsWith('-- '));
    const frames = lines.map((line) => parseFrame(line.replace(/\r$/, ''), 2000));
    const understood = frames.filter((frame) => frame !== undefined).length;
    // The last line of the sample may be cut.
    return (
      understood > 0 && understood >= lines.length - 1 && frames.some((frame) => frame?.program.startsWith('sshd'))
    );
  },
  normalize: (captures) => {
    const readable = captures.filter((capture) => textOf(capture) !== undefined);
    const { data, hosts, limits } = scanLogs(readable);
    const [name, ...others] = hosts;
    const diagnostics: Diagnostic[] = data.files
      .filter((file) => file.lines_not_understood > 0)
      .map((file) => ({
        level: 'note',
        code: 'lines-not-understood',
        message: `${file.id}: ${file.lines_not_understood} of ${file.lines} lines have no time stamp that could be read`,
        at: { file: file.id },
      }));
    if (others.length > 0) {
      diagnostics.push({
        level: 'warning',
        code: 'several-hosts',
        message: `the log holds lines of ${hosts.length} hosts (${hosts.slice(0, 5).join(', ')}); all are told of ${name}`,
        at: { file: captures[0]?.origin ?? '' },
        hint: 'Give the log of each host as a file of its own.',
      });
    }
    const section =
      readable.length === 0
        ? failedSection('the log could not be read')
        : limits === undefined
          ? complete(data)
          : incomplete(data, limits);
    const contribution: Contribution = {
      target: { kind: 'host', ...(name === undefined ? {} : { name }) },
      domain: 'host',
      sections: { auth_log: section },
      diagnostics,
    };
    return [contribution];
  },
};

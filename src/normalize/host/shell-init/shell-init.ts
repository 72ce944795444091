import { type Fact, known, type Place, unknown } from '../../../core/fact.ts';
import { complete, notCollected } from '../../../core/section.ts';
import type { HostShellSession, HostShellUmask } from '../../../model/generated/model.ts';
import type { HostNormalizer } from '../section.ts';
import { sourceText } from '../source-text.ts';
import { type ShellSession, shellSessions } from './sessions.ts';
import { describeUmask, type Possible } from './shell-state.ts';

/** umask and TMOUT as the start files leave them. */
export const shellInitNormalizer: HostNormalizer<'shell_init'> = {
  section: 'shell_init',
  normalize: (captures) => {
    const profile = sourceText(captures, '/etc/profile');
    const section =
      profile.kind === 'unreadable'
        ? notCollected(profile.reason, profile.hint)
        : complete({ sessions: shellSessions(captures).map(sessionOf) });
    return { section, diagnostics: [] };
  },
};

function sessionOf(session: ShellSession): HostShellSession {
  const { state } = session;
  const umasks = state.umask.flatMap((one) => {
    return one.value === 'unclear' ? [] : [umaskOf(session, one.value, one)];
  });
  const tmouts = state.tmout.flatMap((one) => {
    return one.value === 'unclear' ? [] : [known(one.value === 'unset' ? 0 : one.value, one.at, one.lost)];
  });
  const umaskCertain = umasks.length === state.umask.length;
  const tmoutCertain = tmouts.length === state.tmout.length;
  const { at } = state.tmout[0] ?? { at: { file: '/etc/profile' } };
  const distinct = new Set(tmouts.map(({ value }) => value));
  return {
    id: session.id,
    root: session.root,
    shell: session.shell,
    login: session.login,
    umask: single(
      state.umask,
      umasks.map((one) => known(one.octal, one.at, one.overridden)),
      'umask',
    ),
    umask_possible: umasks,
    umask_certain: umaskCertain,
    tmout: single(state.tmout, tmouts, 'TMOUT'),
    tmout_possible: tmouts,
    tmout_certain: tmoutCertain,
    tmout_readonly:
      state.tmoutReadonly === 'maybe' || distinct.size > 1
        ? unknown('Whether TMOUT is read-only depends on a condition of the start files. Set it without one.', at)
        : known(state.tmoutReadonly === 'yes', at),
  };
}

function umaskOf(session: ShellSession, bits: number, one: Possible<unknown>): HostShellUmask {
  const { file } = one.at;
  const isFirst = file === session.first.at.file && one.at.line === session.first.at.line;
  return {
    octal: describeUmask(bits),
    bits,
    set_by: isFirst ? session.first.setBy : session.root && file.startsWith(`${session.home}/`) ? 'own' : 'system',
    at: one.at,
    ...(one.lost.length === 0 ? {} : { overridden: [...one.lost] }),
  };
}

/** The one value that holds, or which may and why that cannot be told. */
function single<T>(
  possible: readonly Possible<unknown>[],
  values: readonly { readonly value: T; readonly at: Place }[],
  name: string,
): Fact<T> {
  const [first] = values;
  const distinct = [...new Set(values.map(({ value }) => value))];
  if (first !== undefined && distinct.length === 1 && values.length === possible.length) return first;
  const at = possible.find(({ value }) => value === 'unclear')?.at ?? possible.at(-1)?.at ?? { file: '/etc/profile' };
  const where = at.line === undefined ? at.file : `${at.file}:${at.line}`;
  if (values.length < possible.length) {
    // Only a file that was not read leaves no line.
    if (at.line === undefined)
      return unknown(`${at.file} was not read, and may set ${name}. Run the scan as root.`, at);
    return unknown(`${name} is set by ${where} in a way that is not understood. Set it to a plain value, last.`, at);
  }
  return unknown(
    `${name} may be ${distinct.join(' or ')}: a condition in ${where} decides. Set it without a condition, last.`,
    at,
  );
}

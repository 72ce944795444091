import { type Fact, known, unknown } from '../../../core/fact.ts';
import { complete } from '../../../core/section.ts';
import type { HostMailTransferAgent } from '../../../model/generated/model.ts';
import type { CaptureSet } from '../../capture-set.ts';
import { listeningNormalizer } from '../listening/listening.ts';
import type { HostNormalizer } from '../section.ts';
import { unitEnabled } from '../unit-state.ts';
import { type Addresses, isLocalAddress } from './addresses.ts';
import { eximAddresses } from './exim.ts';
import { postfixAddresses } from './postfix.ts';
import { openSmtpdAddresses, sendmailAddresses } from './sendmail.ts';

const AGENTS: readonly {
  readonly id: HostMailTransferAgent['id'];
  readonly units: readonly string[];
  readonly read: (captures: CaptureSet) => Addresses | undefined;
}[] = [
  { id: 'exim', units: ['exim4.service', 'exim.service'], read: eximAddresses },
  { id: 'opensmtpd', units: ['opensmtpd.service', 'smtpd.service'], read: openSmtpdAddresses },
  { id: 'postfix', units: ['postfix.service', 'postfix@-.service'], read: postfixAddresses },
  { id: 'sendmail', units: ['sendmail.service'], read: sendmailAddresses },
];

const MAIL_PORTS = new Set([25, 465, 587]);

/** Where mail transfer agents are told to listen, and where the running ones do. */
export const mailTransferNormalizer: HostNormalizer<'mail_transfer'> = {
  section: 'mail_transfer',
  normalize: (captures) => {
    const agents = AGENTS.flatMap(({ id, units, read }): readonly HostMailTransferAgent[] => {
      const told = read(captures);
      if (told === undefined) return [];
      const { addresses, at } = told;
      return [
        {
          id,
          starts_at_boot: unitEnabled(captures, units),
          addresses: 'value' in addresses ? { ...addresses, value: [...addresses.value] } : addresses,
          local_only: localOnly(addresses),
          at,
        },
      ];
    });
    return { section: complete({ agents, open_sockets: openSockets(captures) }), diagnostics: [] };
  },
};

function localOnly(addresses: Fact<readonly string[]>): Fact<boolean> {
  if (!('value' in addresses)) return addresses;
  const judged = addresses.value.map(isLocalAddress);
  if (judged.includes(false)) return known(false, addresses.at, addresses.overridden);
  const doubtful = addresses.value.find((_, index) => judged[index] === undefined);
  if (doubtful === undefined) return known(true, addresses.at, addresses.overridden);
  return unknown(`whether ${doubtful} is a loopback address is told on the running host only`, addresses.at);
}

function openSockets(captures: CaptureSet): Fact<string[]> {
  const { section } = listeningNormalizer.normalize(captures);
  const at = { file: '/proc/net/tcp' };
  if (section.flag !== 'complete' || section.data === undefined) {
    return unknown(
      `${section.reason ?? 'Listening sockets were not read'}: what listens is told on a running system only`,
      at,
    );
  }
  const open = section.data.sockets.filter(
    ({ protocol, port, loopback }) => protocol === 'tcp' && !loopback && MAIL_PORTS.has(port),
  );
  return known(
    open.map(({ id }) => id),
    open[0]?.at ?? at,
  );
}

import { type Fact, isKnown, known, mapFact, type Place, unknown } from '../../core/fact.ts';
import { complete, type Section } from '../../core/section.ts';
import type { EstateHost, HostOsSupport, OrganizationAsset, Snapshot } from '../../model/generated/model.ts';
import { anyOf, knownValue } from '../organization/fact-values.ts';
import { databasesFromInternet } from './database-exposure.ts';
import { type GuardPoint, guardsByHost } from './guards.ts';
import { failedLogins, guessingStopped } from './guessing.ts';
import { factOn } from './host-places.ts';
import { mergeSections } from './merge-sections.ts';
import { takesPasswords } from './ssh-access.ts';
import { sshFromInternet } from './ssh-exposure.ts';

/** Each scanned host as the joins see it. */
export function hostsOf(snapshots: readonly Snapshot[]): Section<readonly EstateHost[]> {
  const assets = snapshots.flatMap(({ organization }) => organization?.assets?.data?.assets ?? []);
  const registered = snapshots.some(({ organization }) => organization?.assets?.data !== undefined);
  const guardsOf = guardsByHost(snapshots);
  return mergeSections(
    snapshots.flatMap((snapshot) =>
      snapshot.host === undefined
        ? []
        : [
            {
              from: snapshot.target.name,
              section: complete([hostOf(snapshot, assets, registered, guardsOf(snapshot.target.name))]),
            },
          ],
    ),
    { reason: 'no host was scanned', hint: 'Scan hosts together with the organization folder.' },
  );
}

function hostOf(
  snapshot: Snapshot,
  assets: readonly OrganizationAsset[],
  registered: boolean,
  guards: readonly GuardPoint[],
): EstateHost {
  const { target, host } = snapshot;
  const { name } = target;
  const os = host?.os?.data;
  const own: Place = host?.sshd?.data?.servers[0]?.at ?? os?.id.at ?? { file: '/etc/os-release' };
  const at = { ...own, file: `${name}:${own.file}` };
  const asset = assets.find((one) =>
    [one.id, knownValue(one.name)].some((text) => text?.toLowerCase() === name.toLowerCase()),
  );
  const nobody = (what: string) =>
    unknown(
      registered
        ? `no asset of assets.csv is named ${name}, so ${what} is not declared`
        : `assets.csv was not given, so ${what} of ${name} is not declared`,
      at,
    );
  const ssh = sshFromInternet(snapshot, asset, own, guards);
  const databases = databasesFromInternet(snapshot, asset, own, guards);
  const declared: Fact<boolean> =
    asset === undefined
      ? nobody('its exposure')
      : mapFact(asset.exposure, (text) => text === 'internet' || text === 'partner');
  const reached = factOn(name, ssh.fact);
  return {
    id: `host:${name}`,
    at,
    name,
    ssh_from_internet: reached,
    ssh_passwords: factOn(name, passwords(snapshot, own)),
    ssh_detail: ssh.detail,
    databases_from_internet: factOn(name, databases.fact),
    databases_detail: databases.detail,
    guessing_stopped: factOn(name, guessingStopped(host, own)),
    failed_logins: factOn(name, failedLogins(host, own)),
    os: os === undefined ? '' : (knownValue(os.name) ?? ''),
    os_supported: factOn(name, supported(host?.os_support, own)),
    asset: asset?.id ?? '',
    critical:
      asset === undefined
        ? nobody('its importance')
        : mapFact(asset.criticality, (text) => text === 'high' || text === 'critical'),
    exposed: anyOf([declared, reached], at),
  };
}

function passwords({ host }: Snapshot, at: Place): Fact<boolean> {
  const sshd = host?.sshd;
  if (sshd?.data !== undefined) return anyOf(sshd.data.servers.map(takesPasswords), at);
  if (sshd?.flag === 'does-not-exist' || sshd?.flag === 'not-applicable') return known(false, at);
  return unknown(sshd?.reason ?? 'the configuration of sshd was not collected', at);
}

/** Support that everybody gets, free long-term support among it; what must be bought may have been. */
function supported(section: Section<HostOsSupport> | undefined, at: Place): Fact<boolean> {
  const tiers = section?.data?.tiers ?? [];
  const left = (id: string): Fact<number> | undefined => tiers.find((tier) => tier.id === id)?.days_left;
  const free = left('lts') ?? left('standard');
  const paid = left('paid');
  if (free === undefined) return unknown(section?.reason ?? 'until when its system is supported is not known', at);
  if (!isKnown(free) || free.value >= 0) return mapFact(free, () => true);
  if (paid !== undefined && isKnown(paid) && paid.value >= 0)
    return unknown('free support has ended; whether extended support was bought is not collected', free.at);
  return known(false, free.at);
}

import { formatInstant, hoursBetween, parseInstant } from '../../core/clock.ts';
import { type Fact, isKnown, known, type Place, unknown } from '../../core/fact.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  OrganizationAsset,
  OrganizationBackupAge,
  OrganizationBackupCopies,
  OrganizationBackupCoverage,
  OrgBackupAge,
  OrgBackupCopies,
  OrgBackupJob,
  OrgDataStore,
  OrgPolicy,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { earlierRuns } from './backup-runs.ts';
import { levelsOf, rankOf } from './data-state.ts';
import { allOf, anyOf, knownValue, written } from './fact-values.ts';
import { isWhole, supplied } from './supply.ts';

/** Which assets have a backup, how old it is, and where its copies are. */
export const backupStateDerivation: Derivation = {
  id: 'backup-state',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      backup_coverage: deriveSection(
        [
          supplied(organization, 'assets'),
          supplied(organization, 'backups'),
          supplied(organization, 'data_assets'),
          supplied(organization, 'profile'),
        ],
        ({ assets }, { jobs }, { stores }, profile): OrganizationBackupCoverage => {
          const levels = (knownValue(profile.classification_levels) ?? []).map((level) => level.toLowerCase());
          return {
            levels: levelsOf(levels),
            assets: assets.map((asset) => {
              const held = stores.filter(({ system }) => knownValue(system) === asset.id);
              return {
                id: asset.id,
                at: asset.at,
                status: asset.status,
                criticality: asset.criticality,
                highest_rank: highestRank(held, levels, asset.at, isWhole(organization.data_assets)),
                stores: held.map(({ id }) => id),
                jobs: jobs.filter((job) => knownValue(job.asset) === asset.id).map(({ id }) => id),
              };
            }),
          };
        },
      ),
      backup_age: deriveSection(
        [supplied(organization, 'backups'), supplied(organization, 'assets'), supplied(organization, 'policies')],
        ({ jobs }, { assets }, { policies }): OrganizationBackupAge => ({
          jobs: jobs.map((job) => age(job, assets, policies, nowMs)),
        }),
      ),
      backup_copies: deriveSection(
        [supplied(organization, 'backups')],
        ({ jobs }): OrganizationBackupCopies => ({
          jobs: jobs.map((job) => ({ ...copies(job, nowMs), earlier_runs: earlierRuns(job.id, organization, job.at) })),
        }),
      ),
    },
  }),
};

/** The rank of the most sensitive data of an asset: a class that is not declared leaves it open. */
function highestRank(
  held: readonly OrgDataStore[],
  levels: readonly string[],
  at: Place,
  whole: boolean,
): Fact<number> {
  if (!whole) return unknown('rows of data-assets.csv could not be read, so what the asset holds is open', at);
  const ranks = held.map(({ classification }) => rankOf(classification, levels));
  const highest = Math.max(-1, ...ranks.map((rank) => knownValue(rank) ?? -1));
  const open = ranks.find((rank) => !isKnown(rank));
  // The top of the scheme cannot be surpassed by what is not declared.
  return open === undefined || highest === levels.length - 1 ? known(highest, at) : open;
}

function age(
  job: OrgBackupJob,
  assets: readonly OrganizationAsset[],
  policies: readonly OrgPolicy[],
  nowMs: number,
): OrgBackupAge {
  const success = job.last_success_at;
  const asset = assets.find(({ id }) => id === knownValue(job.asset));
  const promises = [
    { hours: knownValue(job.rpo_hours), by: 'the job' },
    { hours: asset === undefined ? undefined : knownValue(asset.rpo_hours), by: 'the asset' },
    ...policies
      .filter(({ status }) => knownValue(status) === 'approved')
      .flatMap(({ id, parameters }) =>
        parameters
          .filter((item) => item.id === 'rpo_hours')
          .map((item) => ({ hours: item.number, by: `the policy ${id}` })),
      ),
  ].flatMap(({ hours, by }) => (hours === undefined ? [] : [{ hours, by }]));
  const smallest = promises.reduce<{ hours: number; by: string } | undefined>(
    (a, b) => (a === undefined || b.hours < a.hours ? b : a),
    undefined,
  );
  return {
    id: job.id,
    at: job.at,
    asset: job.asset,
    hours: hoursSince(success, nowMs, job.at),
    allowed_hours:
      smallest === undefined
        ? unknown('no rpo_hours is declared for the job, its asset or in a policy', job.at)
        : known(smallest.hours, job.at),
    allowed_by: smallest?.by ?? '',
  };
}

/** Hours since an instant; a time in the future or none at all is not an age. */
function hoursSince(instant: Fact<string>, nowMs: number, at: Place): Fact<number> {
  if (!isKnown(instant)) return instant;
  const ms = parseInstant(instant.value);
  if (ms === undefined) return unknown('last_success_at is empty: export the time of the last success', at);
  if (ms > nowMs)
    return unknown(`last_success_at lies in the future (${instant.value}, now ${formatInstant(nowMs)})`, instant.at);
  return known(hoursBetween(ms, nowMs), instant.at);
}

function copies(job: OrgBackupJob, nowMs: number): Omit<OrgBackupCopies, 'earlier_runs'> {
  const { at } = job;
  const safe = job.copies.map((copy) => {
    const lapsed = written(copy.immutable_until);
    const immutable: Fact<boolean> =
      knownValue(copy.immutable) === true && lapsed !== undefined && lapsed < formatInstant(nowMs).slice(0, 10)
        ? known(false, copy.at)
        : copy.immutable;
    const apart: Fact<boolean> = isKnown(copy.credentials_domain)
      ? known(copy.credentials_domain.value.toLowerCase() !== 'production', copy.at)
      : copy.credentials_domain;
    return allOf([anyOf([immutable, copy.offline], copy.at), apart], copy.at);
  });
  const elsewhere = job.copies.map(
    ({ site }): Fact<boolean> => (isKnown(site) ? known(site.value !== 'onsite', site.at) : site),
  );
  return {
    id: job.id,
    at,
    last_status: job.last_status,
    copies: job.copies.length + 1,
    kinds: kinds(job),
    elsewhere: anyOf(elsewhere, at),
    safe_copy: anyOf(safe, at),
    weakest:
      job.copies.length === 0
        ? 'there is no copy'
        : `none of the ${job.copies.length} copies is immutable or offline with credentials apart from production`,
    all_encrypted:
      job.copies.length === 0
        ? known(false, at)
        : allOf(
            job.copies.map(({ encrypted }) => encrypted),
            at,
          ),
    credentials_proof: unknown(
      'a copy is immutable or offline and its credentials are declared apart; that no administrator of production holds them needs the identity snapshot: scan it together with this folder',
      at,
    ),
    key_elsewhere: keyElsewhere(job),
    unencrypted: job.copies.filter(({ encrypted }) => knownValue(encrypted) === false).map(({ location }) => location),
  };
}

/** A key that lies only on the system that is backed up is lost with it. */
function keyElsewhere(job: OrgBackupJob): Fact<boolean> {
  const asset = knownValue(job.asset) ?? '';
  const keys = job.copies.map(({ key_location: key, at }): Fact<boolean> => {
    if (!isKnown(key))
      return unknown(
        'every copy is encrypted; where the key lies is not written down: add key_location to the copy',
        at,
      );
    return known(key.value !== asset && !key.value.startsWith(`${asset}:`), key.at);
  });
  return allOf(keys, job.at);
}

/** Distinct media or, where it is more, distinct technologies of the copies. */
function kinds(job: OrgBackupJob): Fact<number> {
  const count = (facts: readonly Fact<string>[]): number =>
    new Set(facts.flatMap((fact) => knownValue(fact) ?? [])).size;
  const facts = job.copies.flatMap(({ media, technology }) => [media, technology]);
  const least = Math.max(
    count(job.copies.map(({ media }) => media)),
    count(job.copies.map(({ technology }) => technology)),
  );
  const open = facts.find((fact) => !isKnown(fact));
  return open === undefined || isKnown(open) || least >= 2 ? known(least, job.at) : unknown(open.unknown, open.at);
}

import { isKnown, known, type Place, unknown } from '../../core/fact.ts';
import { compareCodePoints, sortedBy } from '../../core/order.ts';
import { deriveSection, type Section } from '../../core/section.ts';
import type {
  EstateBackup,
  EstateDataLevel,
  EstateDataStore,
  OrgBackupAge,
  OrgBackupJob,
  Snapshot,
} from '../../model/generated/model.ts';
import { allOf, anyOf, fromFacts, knownValue } from '../organization/fact-values.ts';
import { supplied } from '../organization/supply.ts';
import { mergeSections, organizationParts } from './merge-sections.ts';

/** Each asset with a backup job, and whether one of its jobs is older than allowed. */
export function backupsOf(snapshots: readonly Snapshot[]): Section<readonly EstateBackup[]> {
  return mergeSections(
    organizationParts(snapshots, (organization) =>
      deriveSection([supplied(organization, 'backups'), organization.backup_age], (_, { jobs }) => {
        const assets = [...new Set(jobs.flatMap((job) => knownValue(job.asset) ?? []))].sort(compareCodePoints);
        return assets.map((asset) =>
          backupOf(
            asset,
            jobs.filter((job) => knownValue(job.asset) === asset),
          ),
        );
      }),
    ),
    { reason: 'no backup jobs were given', hint: 'Put backups.yaml in the organization folder.' },
  );
}

function backupOf(asset: string, jobs: readonly OrgBackupAge[]): EstateBackup {
  const judged = jobs.map((job) => ({
    job,
    late: fromFacts([job.hours, job.allowed_hours], job.at, (hours: number, allowed: number) => hours > allowed),
  }));
  const at: Place = jobs[0]?.at ?? { file: '' };
  const late = anyOf(
    judged.map((item) => item.late),
    at,
  );
  const told = judged.filter((item) => !isKnown(late) || !late.value || (isKnown(item.late) && item.late.value));
  const detail = told.map(({ job }) => {
    const { hours, allowed_hours: allowed } = job;
    return `${job.id} last succeeded ${isKnown(hours) ? `${hours.value} h` : 'an unknown time'} ago, ${isKnown(allowed) ? `${allowed.value} h` : 'an unknown time'} allowed by ${job.allowed_by}`;
  });
  return { id: `asset:${asset}`, at, late, detail: detail.sort(compareCodePoints).join('; ') };
}

/** The stores of data with their rank, and whether every copy of their system is encrypted. */
export function dataStoresOf(snapshots: readonly Snapshot[]): {
  readonly levels: readonly EstateDataLevel[];
  readonly stores: Section<readonly EstateDataStore[]>;
} {
  const stores = mergeSections(
    organizationParts(snapshots, (organization) =>
      deriveSection(
        [supplied(organization, 'data_assets'), organization.data_state, supplied(organization, 'backups')],
        ({ stores: declared }, state, { jobs }) => {
          const ranks = new Map(state.stores.map((store) => [store.id, store]));
          return sortedBy(declared, ({ id }) => id).map((store): EstateDataStore => {
            const system = knownValue(store.system) ?? '';
            const { fact, detail } = encryptionOf(
              system,
              jobs.filter(({ asset }) => knownValue(asset) === system && system !== ''),
              store.at,
            );
            return {
              id: `data:${store.id}`,
              at: store.at,
              class: knownValue(store.classification) ?? '',
              system,
              rank: ranks.get(store.id)?.rank ?? unknown('its class could not be placed in the scheme', store.at),
              backups_encrypted: fact,
              detail,
            };
          });
        },
      ),
    ),
    {
      reason: 'no register of data was given',
      hint: 'Put data-assets.csv and backups.yaml in the organization folder.',
    },
  );
  const levels = snapshots.flatMap(({ organization }) => organization?.data_state?.data?.levels ?? []);
  return { levels, stores };
}

function encryptionOf(
  system: string,
  jobs: readonly OrgBackupJob[],
  at: Place,
): { readonly fact: EstateDataStore['backups_encrypted']; readonly detail: string } {
  const copies = jobs.flatMap((job) => job.copies.map((copy) => ({ job: job.id, copy })));
  if (jobs.length === 0) {
    const why = system === '' ? 'the system that holds it is not declared' : `no backup job names its system ${system}`;
    return { fact: unknown(why, at), detail: why };
  }
  if (copies.length === 0) {
    const why = `no copy is declared for ${jobs.map(({ id }) => id).join(', ')}`;
    return { fact: unknown(why, jobs[0]?.at ?? at), detail: why };
  }
  const fact = allOf(
    copies.map(({ copy }) => copy.encrypted),
    copies[0]?.copy.at ?? at,
  );
  const open = copies.filter(({ copy }) => isKnown(copy.encrypted) && !copy.encrypted.value);
  const named = (open.length > 0 ? open : copies)
    .map(({ job, copy }) => `${copy.location} (${job})`)
    .sort(compareCodePoints)
    .join(', ');
  const only = open.length > 0 && copies.length === 1 ? 'its only copy ' : '';
  return { fact: isKnown(fact) ? known(fact.value, fact.at) : fact, detail: `${only}${named}` };
}

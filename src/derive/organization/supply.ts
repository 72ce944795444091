import { notCollected, type Section } from '../../core/section.ts';
import type { SnapshotSections } from '../derivation.ts';

/** The sections of the organization. */
export type OrganizationSections = NonNullable<SnapshotSections['organization']>;

/** The data of one section. */
type SectionData<Name extends keyof OrganizationSections> = NonNullable<
  NonNullable<OrganizationSections[Name]>['data']
>;

/** The file that brings a section, and what it holds. */
const FILES: Readonly<Record<string, readonly [file: string, holds: string]>> = {
  profile: ['organization.yaml', 'roles, contacts and the scheme of classes'],
  policies: ['policies.yaml', 'the register of policies'],
  policies_previous: ['policies-previous.yaml', 'the register of policies as it was at an earlier date'],
  acknowledgements: ['policy-acks.csv', 'signatures under policies'],
  roster: ['hr-roster.csv', 'the people; every population and every owner is looked up there'],
  persons: ['hr-roster.csv', 'the people; every population and every owner is looked up there'],
  access_reviews: ['access-reviews.csv', 'which access was looked through, when and by whom'],
  data_assets: ['data-assets.csv', 'stores of data and their class'],
  assets: ['assets.csv', 'assets, their criticality and what was promised for them'],
  backups: ['backups.yaml', 'backup jobs, their last runs and copies'],
  restore_tests: ['restore-tests.csv', 'restorations that were tried'],
  exercises: [
    'exercises.csv',
    'exercises of the incident plan (exercise_id, held_on, lessons, open_actions_without_date)',
  ],
  incidents: ['incidents.yaml', 'the register of incidents'],
  risks: ['risks.yaml', 'the risk register'],
  exceptions: ['exceptions.yaml', 'accepted deviations'],
  training: ['training.csv', 'who completed which training module, and when'],
  training_catalogue: ['training-catalogue.yaml', 'the training modules, their topics and for whom they are mandatory'],
  phishing: ['phishing/*.csv', 'results of simulated phishing campaigns'],
  devices: ['devices.csv', 'laptops and phones, exported from the device management'],
  alerts: ['alerts.csv', 'alerts with the times they were raised and acknowledged'],
  uptime: ['uptime/*.csv or uptime/*.prom', 'measurements of availability'],
  change_windows: ['change-windows.yaml', 'approved maintenance windows and changes'],
  vulnerabilities: ['vulnerabilities.csv', 'the register of vulnerabilities with decisions'],
};

/** The section, or one that says which file is missing when nobody supplied it. */
export function supplied<Name extends keyof OrganizationSections>(
  organization: OrganizationSections,
  name: Name,
): Section<SectionData<Name>> {
  const section: Section<SectionData<Name>> | undefined = organization[name];
  if (section !== undefined) return section;
  const [file, holds] = FILES[name] ?? [`the file of ${name}`, name];
  return notCollected(`${file} was not supplied`, `Put ${file} (${holds}) in the organization folder.`);
}

/** True when nothing of the section was left out: only then does absence from it mean anything. */
export function isWhole(section: Section<unknown> | undefined): boolean {
  return section?.flag === 'complete';
}

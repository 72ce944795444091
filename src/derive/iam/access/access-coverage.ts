import { isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import { complete, deriveSection, incomplete, type Section } from '../../../core/section.ts';
import type { AccessQuestion, IamAccessCoverage, IamAccessPolicies } from '../../../model/generated/model.ts';
import type { Derivation, SnapshotSections } from '../../derivation.ts';
import { heldRoles } from '../held-roles.ts';
import { answer, exclusions, sessions } from './coverage.ts';
import { QUESTIONS } from './questions.ts';
import { people, standIns } from './who.ts';

type Iam = NonNullable<SnapshotSections['iam']>;

/** What the rules at sign-in come to when they are taken together. */
export const accessCoverage: Derivation = {
  id: 'access-coverage',
  domain: 'iam',
  derive({ iam = {} }) {
    return iam.access_policies === undefined
      ? {}
      : { iam: { ...iam, access_coverage: coverageOf(iam, iam.access_policies) } };
  },
};

function coverageOf(iam: Iam, section: Section<IamAccessPolicies>): Section<IamAccessCoverage> {
  const settings = iam.directory_settings?.data;
  if (section.data === undefined && settings !== undefined && hasDefaults(settings)) {
    // With the defaults of the directory on there can be no rules of one's own.
    const data = { system: settings.system, account: settings.account, policies: [] };
    return complete(compute(iam, data, settings.at));
  }
  const derived = deriveSection([section] as const, (data: IamAccessPolicies) =>
    compute(iam, data, data.policies[0]?.at ?? settings?.at ?? { file: '' }),
  );
  const { directory } = iam;
  if (
    derived.flag === 'complete' &&
    derived.data !== undefined &&
    directory?.flag === 'incomplete' &&
    directory.data !== undefined
  )
    return incomplete(derived.data, directory.reason ?? 'only a part of the identities was given', directory.hint);
  return derived;
}

/** Without the people nobody knows who the administrators are. */
function untold(id: string, at: Place): AccessQuestion {
  const why = 'who the administrators are is not told; give the users and the role assignments';
  return {
    id,
    at,
    by_default: known(false, at),
    policies: [],
    dormant: [],
    weaker: [],
    gaps: [],
    doubts: [{ id: 'administrators', name: 'administrators', admin: true, cells: [{ app: 'all', part: '' }] }],
    settled: unknown(why, at),
  };
}

function hasDefaults(settings: NonNullable<NonNullable<Iam['directory_settings']>['data']>): boolean {
  return isKnown(settings.mfa_by_default) && settings.mfa_by_default.value;
}

function compute(iam: Iam, { system, account, policies }: IamAccessPolicies, at: Place): IamAccessCoverage {
  const directory = iam.directory?.data;
  const identities =
    directory === undefined ? undefined : people(directory, heldRoles(directory, iam.role_assignments));
  const everybody = identities !== undefined && identities.length > 0 ? identities : standIns(policies, at);
  const questions = QUESTIONS.map((question) =>
    question.ofAdmins && identities === undefined
      ? untold(question.id, at)
      : answer(question, policies, everybody, iam.directory_settings?.data, at),
  );
  return {
    system,
    account,
    by_identity: identities !== undefined,
    questions,
    exclusions: exclusions(policies, identities, questions),
    sessions: identities === undefined ? [] : sessions(policies, identities),
  };
}

import { type Fact, isKnown, known, unknown } from '../../core/fact.ts';
import { sortedBy } from '../../core/order.ts';
import { deriveSection, type Section } from '../../core/section.ts';
import type { EstateOwner, OrgHolder, Snapshot } from '../../model/generated/model.ts';
import { directory } from '../organization/directory.ts';
import { knownValue } from '../organization/fact-values.ts';
import { type OrganizationSections, supplied } from '../organization/supply.ts';
import { mergeSections, type Part } from './merge-sections.ts';

/** Who answers for each record of the registers that were given. */
export function ownersOf(snapshots: readonly Snapshot[]): Section<readonly EstateOwner[]> {
  const parts = snapshots.flatMap(({ organization }) => (organization === undefined ? [] : ownerParts(organization)));
  return mergeSections(parts, {
    reason: 'no register that names owners was given together with a roster of people',
    hint: 'Put hr-roster.csv and policies.yaml, data-assets.csv, risks.yaml, assets.csv or backups.yaml in the organization folder.',
  });
}

interface Record {
  readonly id: string;
  readonly owner: OrgHolder;
}

/** A register that nobody supplied has no owners to judge; one that could not be read leaves its owners unknown. */
function ownerParts(organization: OrganizationSections): readonly Part<EstateOwner>[] {
  const { policy_people: policies, data_owners: data, risk_state: risks, assets, backups } = organization;
  const persons = supplied(organization, 'persons');
  const named = <T extends { readonly id: string; readonly owner: Fact<string> }>(
    records: readonly T[],
  ): readonly Record[] => {
    const { holder } = directory(persons.data?.people ?? [], organization);
    return records.map(({ id, owner }) => ({ id, owner: holder(owner) }));
  };
  const part = (
    from: string,
    kind: EstateOwner['kind'],
    section: Section<readonly Record[]>,
  ): readonly Part<EstateOwner>[] =>
    persons.data !== undefined && section.flag === 'not-collected'
      ? []
      : [{ from, section: deriveSection([section, persons], (records) => ownersIn(kind, records)) }];
  return [
    ...part(
      'policies',
      'policy',
      deriveSection([policies], (list) => list.policies.filter(({ status }) => knownValue(status) !== 'retired')),
    ),
    ...part(
      'data',
      'data',
      deriveSection([data], (list) => list.stores),
    ),
    ...part(
      'risks',
      'risk',
      deriveSection([risks], (list) => list.risks),
    ),
    ...part(
      'assets',
      'asset',
      deriveSection([assets], (list) => named(list.assets.filter(({ status }) => knownValue(status) !== 'retired'))),
    ),
    ...part(
      'backups',
      'backup',
      deriveSection([backups], (list) => named(list.jobs)),
    ),
  ];
}

function ownersIn(kind: EstateOwner['kind'], records: readonly Record[]): readonly EstateOwner[] {
  return sortedBy(records, ({ id }) => id).flatMap(({ id, owner }) => {
    const departed = departedFact(owner);
    return departed === undefined ? [] : [{ id: `${kind}:${id}`, at: owner.at, kind, departed, detail: owner.detail }];
  });
}

/** Undefined where nobody is named: other rules ask for an owner. A shared mailbox is in no roster, so it cannot be told. */
function departedFact({ state, email, at }: OrgHolder): Fact<boolean> | undefined {
  if (!isKnown(state)) return state;
  if (state.value === 'none') return undefined;
  if (state.value === 'not-in-roster')
    return unknown(`${email} is not in the roster, so it is open who answers; name a person of the roster`, at);
  return known(state.value === 'left', at);
}

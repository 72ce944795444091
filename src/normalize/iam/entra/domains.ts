import { type Fact, known, unknown } from '../../../core/fact.ts';
import { asCount, own, textIn } from '../export-record.ts';
import type { GraphExports } from './graph-exports.ts';
import { asBoolean, wasAsked } from './graph-facts.ts';
import type { GraphRecord } from './graph-record.ts';

/** A domain of the tenant. */
export interface DomainFacts {
  readonly name: string;
  readonly isDefault: boolean;
  readonly isFederated: boolean;
  /** 0: passwords do not expire. */
  readonly validityDays: Fact<number>;
}

/** The domains of a tenant. */
export interface Domains {
  readonly all: readonly DomainFacts[];
  /** The domain that a login is of. */
  of(login: string): DomainFacts | undefined;
}

/** What Graph writes for "passwords do not expire". */
const NEVER = 2_147_483_647;
/** What holds where a domain sets nothing (domain resource type, passwordValidityPeriodInDays). */
const DEFAULT_DAYS = 90;

/** Reads the list of domains. */
export function readDomains(exports: GraphExports): Domains {
  const all = exports.list('domains').records.flatMap((record) => {
    const name = textIn(record, 'id')?.toLowerCase();
    if (name === undefined) return [];
    return [
      {
        name,
        isDefault: asBoolean(own(record.value, 'isDefault')) === true,
        isFederated: textIn(record, 'authenticationType')?.toLowerCase() === 'federated',
        validityDays: validity(record),
      },
    ];
  });
  const byName = new Map(all.map((domain) => [domain.name, domain]));
  return { all, of: (login) => byName.get(login.slice(login.lastIndexOf('@') + 1).toLowerCase()) };
}

function validity(record: GraphRecord): Fact<number> {
  const value = own(record.value, 'passwordValidityPeriodInDays');
  if (value === undefined)
    return wasAsked(record, 'passwordValidityPeriodInDays')
      ? known(DEFAULT_DAYS, record.at)
      : unknown('passwordValidityPeriodInDays is not told; export the domains without $select', record.at);
  const days = asCount(value);
  if (days === undefined) return unknown('passwordValidityPeriodInDays is not a number; export it again', record.at);
  return known(days >= NEVER ? 0 : days, record.at);
}

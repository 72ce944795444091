import { isKnown, type Place, type Unknown, unknown } from '../../core/fact.ts';
import { sortedBy } from '../../core/order.ts';
import { deriveSection } from '../../core/section.ts';
import type {
  OrganizationTrainingIntegrity,
  OrganizationTrainingIntegrityItem,
  OrganizationTrainingModule,
  OrganizationTrainingRecord,
  OrgPerson,
} from '../../model/generated/model.ts';
import type { Derivation } from '../derivation.ts';
import { dayOf } from './calendar.ts';
import { isOf, personKey, recordsByEmail } from './completions.ts';
import { percentOf } from './share.ts';
import { supplied } from './supply.ts';

interface Problem {
  readonly at: Place;
  readonly text: string;
}

/**
 * Records that cannot be true. Judged are the people who are here and have records; of those who are not here only the
 * ones with a problem are told, and addresses that nobody in the roster has are unclear.
 */
export const trainingIntegrityDerivation: Derivation = {
  id: 'training-integrity',
  domain: 'organization',
  derive: ({ organization = {} }, { nowMs }) => ({
    organization: {
      training_integrity: deriveSection(
        [
          supplied(organization, 'training'),
          supplied(organization, 'training_catalogue'),
          supplied(organization, 'persons'),
        ],
        ({ records }, { modules }, { people }): OrganizationTrainingIntegrity => {
          const byEmail = new Map(people.map((person) => [person.email, person]));
          const subjects = [...recordsByEmail(records)].flatMap(
            ([email, own]): readonly OrganizationTrainingIntegrityItem[] => {
              const person = byEmail.get(email);
              if (person === undefined) return nobody(email, own);
              const item = judge(person, own, modules, dayOf(nowMs));
              const here = !isKnown(person.state) || person.state.value === 'active';
              return here || item.problems.length > 0 ? [item] : [];
            },
          );
          return { subjects: sortedBy(subjects, ({ id }) => id) };
        },
      ),
    },
  }),
};

function nobody(
  email: string,
  records: readonly OrganizationTrainingRecord[],
): readonly OrganizationTrainingIntegrityItem[] {
  const first = records[0];
  if (first === undefined) return [];
  const reason =
    'nobody in the roster has the address of these records: add the person to hr-roster.csv or correct the address';
  return [
    {
      id: `training:${email}`,
      at: first.at,
      records: records.length,
      problems: [],
      unclear: [unknown(reason, first.at)],
    },
  ];
}

function judge(
  person: OrgPerson,
  records: readonly OrganizationTrainingRecord[],
  modules: readonly OrganizationTrainingModule[],
  today: string,
): OrganizationTrainingIntegrityItem {
  const problems: Problem[] = [];
  const unclear: Unknown[] = [];
  const seen = new Set<string>();
  let shortest: { at: Place; percent: number; text: string } | undefined;
  for (const record of records) {
    const key = keyOf(record);
    if (seen.has(key)) problems.push({ at: record.at, text: `the same record of ${record.module} is there twice` });
    seen.add(key);
    if (!isKnown(record.status)) {
      unclear.push(record.status);
      continue;
    }
    if (record.status.value !== 'completed') continue;
    if (!isKnown(record.completed_on)) {
      unclear.push(record.completed_on);
      continue;
    }
    const on = record.completed_on.value;
    if (person.started_on === undefined) {
      unclear.push(
        unknown(
          'when the person started is not known, so nothing can be told of completions before: write start_date in hr-roster.csv',
          person.at,
        ),
      );
    }
    if (on === '') problems.push({ at: record.at, text: `${record.module} is completed without a date` });
    else if (on > today) problems.push({ at: record.at, text: `a completion on ${on}, in the future` });
    else if (person.started_on !== undefined && on < person.started_on)
      problems.push({ at: record.at, text: `a completion on ${on}, hired ${person.started_on}` });
    else if (person.left_on !== undefined && on > person.left_on)
      problems.push({ at: record.at, text: `a completion on ${on}, left ${person.left_on}` });
    const nominal = modules.find((module) => isOf(record, module))?.nominal_minutes;
    const minutes = record.duration_minutes;
    if (nominal === undefined || !isKnown(nominal) || nominal.value <= 0 || !isKnown(minutes)) continue;
    const percent = percentOf(minutes.value, nominal.value);
    if (shortest === undefined || percent < shortest.percent) {
      shortest = { at: record.at, percent, text: `${minutes.value} minutes of ${nominal.value} for ${record.module}` };
    }
  }
  return {
    id: `person:${personKey(person)}`,
    at: person.at,
    records: records.length,
    problems,
    unclear,
    ...(shortest === undefined ? {} : { shortest }),
  };
}

function keyOf(record: OrganizationTrainingRecord): string {
  const facts = [record.completed_on, record.enrolled_on, record.due_on, record.duration_minutes];
  return JSON.stringify([
    record.module,
    record.status_text,
    ...facts.map((fact) => (isKnown<string | number>(fact) ? fact.value : null)),
  ]);
}

import { type Fact, isKnown, known, unknown } from '../../../core/fact.ts';
import type { IamCredentialHolder, IamKey } from '../../../model/generated/model.ts';
import { utcInstant } from '../instant.ts';
import type { ReportRow } from './rows.ts';

const REMEDY = 'get a new credential report';

/** Reads one row: the passwords, keys and second factor of one user, or of root. */
export function readHolder(row: ReportRow): IamCredentialHolder {
  const root = row.user === '<root_account>' || row.arn.endsWith(':root');
  const id = root ? 'root' : `user:${row.user}`;
  const enabled = rootPassword(root, row) ?? booleanCell(row, 'password_enabled');
  return {
    id,
    kind: root ? 'root' : 'user',
    name: root ? 'root' : row.user,
    arn: row.arn,
    at: row.at,
    created_at: instantCell(row, 'user_creation_time', 'unknown'),
    password: {
      enabled,
      // N/A is "no password, or no sign-in data": with a password it tells nothing.
      last_used_at: instantCell(row, 'password_last_used', isKnown(enabled) && !enabled.value ? 'never' : 'unknown'),
      last_changed_at: instantCell(row, 'password_last_changed', 'never'),
    },
    mfa: booleanCell(row, 'mfa_active'),
    keys: [accessKey(row, id, 1), accessKey(row, id, 2), certificate(row, id, 1), certificate(row, id, 2)].filter(
      (key) => key !== undefined,
    ),
  };
}

/** Reports before root credentials could be removed say `not_supported`: root then always has a password. */
function rootPassword(root: boolean, row: ReportRow): Fact<boolean> | undefined {
  return root && row.cells.get('password_enabled') === 'not_supported' ? known(true, row.at) : undefined;
}

/** A key slot that never held a key (inactive, no date) is no key. */
function accessKey(row: ReportRow, owner: string, slot: 1 | 2): IamKey | undefined {
  const prefix = `access_key_${slot}`;
  const active = booleanCell(row, `${prefix}_active`);
  const rotated = row.cells.get(`${prefix}_last_rotated`);
  if (isKnown(active) && !active.value && isBlank(rotated)) return undefined;
  const service = row.cells.get(`${prefix}_last_used_service`);
  return {
    id: `${owner}/access-key-${slot}`,
    kind: 'access-key',
    active,
    created_at: instantCell(row, `${prefix}_last_rotated`, 'unknown'),
    last_used_at: instantCell(row, `${prefix}_last_used_date`, 'never'),
    ...(isBlank(service) || service === undefined ? {} : { last_used_service: service }),
    at: row.at,
  };
}

/** Signing certificates have a date but no use in the report. */
function certificate(row: ReportRow, owner: string, slot: 1 | 2): IamKey | undefined {
  const prefix = `cert_${slot}`;
  if (!row.cells.has(`${prefix}_active`)) return undefined;
  const active = booleanCell(row, `${prefix}_active`);
  if (isKnown(active) && !active.value && isBlank(row.cells.get(`${prefix}_last_rotated`))) return undefined;
  return {
    id: `${owner}/certificate-${slot}`,
    kind: 'certificate',
    active,
    created_at: instantCell(row, `${prefix}_last_rotated`, 'unknown'),
    last_used_at: unknown('the credential report does not tell when a signing certificate was used', row.at),
    at: row.at,
  };
}

function isBlank(text: string | undefined): boolean {
  return text === undefined || text === '' || text === 'N/A' || text === 'no_information' || text === 'not_supported';
}

function booleanCell(row: ReportRow, column: string): Fact<boolean> {
  const text = row.cells.get(column);
  if (text?.toLowerCase() === 'true') return known(true, row.at);
  if (text?.toLowerCase() === 'false') return known(false, row.at);
  return unknown(whyUnknown(column, text), row.at);
}

/** `no_information` means never (or not since AWS began to count in 2014); `N/A` means what the column says. */
function instantCell(row: ReportRow, column: string, notAvailable: 'never' | 'unknown'): Fact<string> {
  const text = row.cells.get(column);
  if (text === 'no_information') return known('never', row.at);
  if (text === 'N/A' && notAvailable === 'never') return known('never', row.at);
  const instant = text === undefined ? undefined : utcInstant(text);
  return instant === undefined ? unknown(whyUnknown(column, text), row.at) : known(instant, row.at);
}

function whyUnknown(column: string, text: string | undefined): string {
  return text === undefined
    ? `the credential report has no column ${column}; ${REMEDY}`
    : `the credential report says ${JSON.stringify(text)} in ${column}; ${REMEDY}, or check by hand`;
}

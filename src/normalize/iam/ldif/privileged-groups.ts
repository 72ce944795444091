import type { Power } from '../directory-parts.ts';

/** What a group of Active Directory gives by being what it is. */
export interface PrivilegedGroup {
  readonly role: string;
  readonly power: Power;
}

const role = (name: string, power: Power): PrivilegedGroup => ({ role: name, power });

/** By the number in the domain (MS-ADTS 6.1.1.4, "Well-known security principals"; MS-DTYP 2.4.2.4). */
const BY_NUMBER: ReadonlyMap<number, PrivilegedGroup> = new Map([
  [512, role('Domain Admins', 'admin')],
  [518, role('Schema Admins', 'admin')],
  [519, role('Enterprise Admins', 'admin')],
  [520, role('Group Policy Creator Owners', 'privileged')],
  [526, role('Key Admins', 'privileged')],
  [527, role('Enterprise Key Admins', 'admin')],
]);

/** Of the domain BUILTIN, S-1-5-32. */
const BUILT_IN: ReadonlyMap<number, PrivilegedGroup> = new Map([
  [544, role('Administrators', 'admin')],
  [548, role('Account Operators', 'privileged')],
  [549, role('Server Operators', 'privileged')],
  [550, role('Print Operators', 'privileged')],
  [551, role('Backup Operators', 'privileged')],
  [557, role('Incoming Forest Trust Builders', 'privileged')],
]);

/** Names of groups where the export has no identifiers, in the languages of the server's edition. */
const BY_NAME: ReadonlyMap<string, PrivilegedGroup> = new Map(
  (
    [
      [
        'Domain Admins',
        'admin',
        'Domain Admins',
        'Admins du domaine',
        'Domänen-Admins',
        'Admins. del dominio',
        'Domeinadministrators',
      ],
      [
        'Enterprise Admins',
        'admin',
        'Enterprise Admins',
        'Administrateurs de l’entreprise',
        "Administrateurs de l'entreprise",
        'Organisations-Admins',
        'Administradores de empresas',
      ],
      [
        'Schema Admins',
        'admin',
        'Schema Admins',
        'Administrateurs du schéma',
        'Schema-Admins',
        'Administradores de esquema',
      ],
      ['Administrators', 'admin', 'Administrators', 'Administrateurs', 'Administratoren', 'Administradores'],
      ['Account Operators', 'privileged', 'Account Operators', 'Opérateurs de compte', 'Konten-Operatoren'],
      ['Server Operators', 'privileged', 'Server Operators', 'Opérateurs de serveur', 'Server-Operatoren'],
      ['Print Operators', 'privileged', 'Print Operators', "Opérateurs d'impression", 'Druck-Operatoren'],
      ['Backup Operators', 'privileged', 'Backup Operators', 'Opérateurs de sauvegarde', 'Sicherungs-Operatoren'],
      [
        'Group Policy Creator Owners',
        'privileged',
        'Group Policy Creator Owners',
        'Propriétaires créateurs de la stratégie de groupe',
        'Richtlinien-Ersteller-Besitzer',
      ],
      ['DnsAdmins', 'privileged', 'DnsAdmins'],
    ] as const
  ).flatMap(([name, power, ...names]) => names.map((one) => [one.toLowerCase(), role(name, power)] as const)),
);

/** What a group gives by its security identifier, or by its name where there is none to tell it by. */
export function privilegeOf(sid: string | undefined, name: string): PrivilegedGroup | undefined {
  if (sid === undefined) return BY_NAME.get(name.toLowerCase());
  const number = Number(sid.slice(sid.lastIndexOf('-') + 1));
  if (sid.startsWith('S-1-5-32-')) return BUILT_IN.get(number);
  // The numbers from 1000 are given to what is made in the domain; DnsAdmins is one of them in each.
  return number < 1000
    ? BY_NUMBER.get(number)
    : name.toLowerCase() === 'dnsadmins'
      ? BY_NAME.get('dnsadmins')
      : undefined;
}

import { type Fact, isKnown, known, type Place, unknown } from '../../../core/fact.ts';
import type { RoleDefinition } from '../../../model/generated/model.ts';
import type { Power } from '../directory-parts.ts';

const SHIPPED: Readonly<Record<string, Power>> = {
  'cluster-admin': 'admin',
  admin: 'privileged',
  edit: 'privileged',
  view: 'standard',
};

/** How much a role gives where it is bound: everything, a part of the administration, or work. */
export function rolePower(
  name: string,
  role: RoleDefinition | undefined,
  isWide: boolean,
  at: Place,
  command: string,
): Fact<string> {
  const shipped =
    role === undefined || !role.custom
      ? (SHIPPED[name] ?? (name.startsWith('system:') ? 'standard' : undefined))
      : undefined;
  if (shipped !== undefined) return known(shipped === 'privileged' && !isWide ? 'standard' : shipped, at);
  if (role === undefined) return unknown(`the role ${name} was not given: \`${command}\``, at);
  const all = (fact: Fact<readonly string[]>): boolean => isKnown(fact) && fact.value.includes('*');
  if (role.grants.some(({ actions, resources, groups }) => all(actions) && all(resources) && all(groups)))
    return known('admin', at);
  const open = role.grants.flatMap(({ actions, resources }) => [actions, resources]).find((fact) => !isKnown(fact));
  if (open !== undefined && !isKnown(open)) return unknown(open.unknown, at);
  return known('standard', at);
}

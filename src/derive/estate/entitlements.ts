import { compareCodePoints } from '../../core/order.ts';
import { deriveSection, type Section } from '../../core/section.ts';
import type { EstatePosition, Snapshot } from '../../model/generated/model.ts';
import { mergeSections, organizationParts } from './merge-sections.ts';

/** What each position may hold, in the spelling of the accounts. */
export function positionsOf(snapshots: readonly Snapshot[]): Section<readonly EstatePosition[]> {
  return mergeSections(
    organizationParts(snapshots, ({ entitlements }) =>
      deriveSection(
        [entitlements ?? { flag: 'not-collected', reason: ABSENCE.reason, hint: ABSENCE.hint }],
        ({ positions }) =>
          positions.map(({ id, at, groups, roles, sudo }) => ({
            id,
            at,
            grants: distinct([
              ...groups.map((group) => `group:${group}`),
              ...roles.map(spellRole),
              ...sudo.map((profile) => `sudo:${profile}`),
            ]),
          })),
      ),
    ),
    ABSENCE,
  );
}

const ABSENCE = {
  reason: 'what a position may hold was not given',
  hint: 'Put role-entitlements.yaml (groups, roles and sudo of each position) in the organization folder.',
};

/** The spelling of a grant of a cloud account: `group:NAME` stays, policies and roles become `aws:NAME`. */
export function spellGrant(provider: string, grant: string): string {
  const [kind = '', ...rest] = grant.split(':');
  const name = rest.join(':');
  return kind === 'group' ? `group:${name}` : spellRole(`${provider}:${name}`);
}

/** A grant as people write it in role-entitlements.yaml, in the spelling of the accounts. */
export function spellWritten(grant: string): string {
  const [kind = ''] = grant.split(':');
  return kind === 'group' || kind === 'sudo' ? grant : spellRole(grant);
}

/** `aws:Administrator` and the managed policy `AdministratorAccess` are the same grant. */
function spellRole(role: string): string {
  const [provider = '', ...rest] = role.split(':');
  const name = rest
    .join(':')
    .toLowerCase()
    .replace(/[\s_-]/g, '')
    .replace(/(access|role|policy)$/, '');
  return `${provider.toLowerCase()}:${name}`;
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(compareCodePoints);
}

import { formatInstant } from '../../core/clock.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { type ActorIndex, actorIndex } from '../../derive/iam/aws/actors.ts';
import type { Snapshot } from '../../model/generated/model.ts';
import type { Progress } from '../make-snapshots.ts';
import { collectSnapshots } from '../scan.ts';

/** Whose permissions are asked. */
export interface AccountSources {
  readonly files: readonly string[];
  readonly clockMs: number;
  readonly progress: Progress;
}

/** An account whose identities and policies were read. */
export interface AskedAccount {
  readonly id: string;
  readonly index: ActorIndex;
  /** Policies of the organization take part. */
  readonly organization: boolean;
  /** Why not all of it was read. */
  readonly missing: string | undefined;
}

const EXPORT = 'Give the output of `aws iam get-account-authorization-details` (all of its pages).';

/** Reads the accounts that the files hold. */
export async function readAccounts(
  sources: AccountSources,
): Promise<{ readonly accounts: readonly AskedAccount[]; readonly diagnostics: readonly Diagnostic[] }> {
  const request = { targets: sources.files, roots: [], progress: sources.progress };
  const made = await collectSnapshots(request, formatInstant(sources.clockMs));
  const diagnostics = [...made.diagnostics, ...made.snapshots.flatMap((snapshot) => snapshot.diagnostics)];
  sources.progress('reading the policies');
  const accounts = made.snapshots.flatMap(accountOf);
  if (accounts.length === 0 && !diagnostics.some(({ level }) => level === 'error')) {
    diagnostics.push({
      level: 'error',
      code: 'no-account',
      message: 'none of the files holds the identities of an account',
      hint: EXPORT,
    });
  }
  return { accounts, diagnostics };
}

function accountOf({ target, iam }: Snapshot): readonly AskedAccount[] {
  const [principals, policies] = [iam?.principals, iam?.policies];
  if (principals?.data === undefined || policies?.data === undefined) return [];
  const organization = iam?.organization_policies?.data;
  return [
    {
      id: target.name,
      index: actorIndex(principals.data, policies.data, organization),
      organization: (organization?.layers.length ?? 0) > 0,
      missing: principals.flag === 'complete' ? undefined : principals.reason,
    },
  ];
}

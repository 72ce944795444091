import type { AwsOptions } from '../collect/aws/aws-options.ts';
import { collectAws } from '../collect/aws/collect-aws.ts';
import { collectLdap, type LdapRequest } from '../collect/ldap/collect-ldap.ts';
import type { Capture } from '../core/capture.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import { SourceError } from '../core/errors.ts';

/** When a source is read, and whom to tell. */
interface LiveRequest {
  readonly aws?: AwsOptions | undefined;
  readonly collectedAt: string;
  readonly progress?: ((step: string) => void) | undefined;
}

/** What a source answered, as a group of files. */
interface LiveGroup {
  readonly label: string;
  readonly captures: readonly Capture[];
  readonly named: true;
}

/** The AWS account that is asked for; one that cannot be reached is said, and the other targets are still read. */
export async function openAws(
  { aws, collectedAt, progress = () => undefined }: LiveRequest,
  diagnostics: Diagnostic[],
): Promise<LiveGroup | undefined> {
  if (aws === undefined) return undefined;
  return liveGroup('AWS', () => collectAws(aws, collectedAt, progress), diagnostics);
}

/** A directory that is read by LDAP; one that cannot be reached is said, as above. */
export async function openDirectory(
  directory: LdapRequest,
  { collectedAt, progress = () => undefined }: LiveRequest,
  diagnostics: Diagnostic[],
): Promise<LiveGroup | undefined> {
  return liveGroup(directory.address.label, () => collectLdap(directory, collectedAt, progress), diagnostics);
}

async function liveGroup(
  label: string,
  read: () => Promise<readonly Capture[]>,
  diagnostics: Diagnostic[],
): Promise<LiveGroup | undefined> {
  try {
    return { label, captures: await read(), named: true };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { message, hint } = error;
    const at = { file: label };
    diagnostics.push({
      level: 'error',
      code: 'unreadable-target',
      message,
      at,
      ...(hint === undefined ? {} : { hint }),
    });
    return undefined;
  }
}

import type { AwsOptions } from '../collect/aws/aws-options.ts';
import { UsageError } from '../core/errors.ts';

/** What a door was told about an AWS account to be read. */
export interface AwsRequest {
  readonly aws?: boolean;
  readonly profile?: string;
  readonly regions: readonly string[];
  /** AWS_MAX_ATTEMPTS of the environment. */
  readonly maxAttempts?: string;
}

/** How the AWS account is reached; undefined when none is asked for. A region that is none is a UsageError. */
export function awsOptions({ aws, profile, regions, maxAttempts }: AwsRequest): AwsOptions | undefined {
  if (aws !== true) {
    if (regions.length > 0 || profile !== undefined)
      throw new UsageError('--aws-profile and --aws-region are for an AWS account', { hint: 'Add --aws.' });
    return undefined;
  }
  const wrong = regions.find((region) => !/^[a-z]{2}(?:-[a-z]+)+-\d+$/.test(region));
  if (wrong !== undefined)
    throw new UsageError(`${wrong} is no region of AWS`, { hint: 'Write it as eu-west-3; several with commas.' });
  const attempts = /^[1-9]\d?$/.test(maxAttempts ?? '') ? Number(maxAttempts) : undefined;
  return {
    regions,
    ...(profile === undefined ? {} : { profile }),
    ...(attempts === undefined ? {} : { maxAttempts: attempts }),
  };
}

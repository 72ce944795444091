import { setTimeout as sleep } from 'node:timers/promises';
import type { Capture } from '../../core/capture.ts';
import { SourceError } from '../../core/errors.ts';
import { textCapture } from './answer-capture.ts';
import type { AwsOptions } from './aws-options.ts';
import { ask, type Calls, fewAtATime, keepFailure, listIn, newCalls } from './calls.ts';
import { failedCall } from './failed-call.ts';

type Iam = typeof import('@aws-sdk/client-iam');
type IamClient = InstanceType<Iam['IAMClient']>;

/** How often a throttled call is made at most; the SDK waits longer each time. */
const MAX_ATTEMPTS = 8;
/** How long AWS may take for a report, seconds. */
const REPORT_SECONDS = 60;
/** Signs the calls of IAM, which is in no region, where none is configured. */
const SOME_REGION = 'us-east-1';

/**
 * Reads what an AWS account tells of its identities, by calls that only read. Each answer is a capture in the form that
 * the AWS CLI writes it in, so that files and a live account are read alike. A call that is refused is kept as what the
 * AWS CLI says of it. Throws a SourceError when no call can be made at all.
 */
export async function collectAws(
  options: AwsOptions,
  collectedAt: string,
  progress: (step: string) => void,
): Promise<readonly Capture[]> {
  // Loaded only when asked for: the clients are larger than the scanner.
  const [iam, sts] = await Promise.all([import('@aws-sdk/client-iam'), import('@aws-sdk/client-sts')]);
  const shared = {
    ...(options.profile === undefined ? {} : { profile: options.profile }),
    maxAttempts: options.maxAttempts ?? MAX_ATTEMPTS,
    retryMode: 'adaptive',
  };
  const region = options.regions[0] ?? (await configuredRegion(sts, shared)) ?? SOME_REGION;
  const calls = newCalls(collectedAt);
  progress('asking AWS who we are');
  const identity = new sts.STSClient({ ...shared, region });
  try {
    await askIdentity(calls, sts, identity);
  } finally {
    identity.destroy();
  }
  const client = new iam.IAMClient({ ...shared, region });
  try {
    const details = await askDetails(calls, iam, client, progress);
    progress('reading the credential report of AWS');
    await askReport(calls, iam, client);
    await askAccount(calls, iam, client, progress);
    await askFactors(calls, iam, client, listIn(details, 'UserDetailList'), progress);
    await askUses(calls, iam, client, details, progress);
  } finally {
    client.destroy();
  }
  await askAnalyzers(calls, shared, options.regions.length > 0 ? options.regions : [region], progress);
  return calls.captures;
}

async function configuredRegion(
  sts: typeof import('@aws-sdk/client-sts'),
  shared: { readonly profile?: string },
): Promise<string | undefined> {
  const client = new sts.STSClient(shared);
  try {
    return await client.config.region();
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}

async function askIdentity(
  calls: Calls,
  sts: typeof import('@aws-sdk/client-sts'),
  client: InstanceType<typeof import('@aws-sdk/client-sts')['STSClient']>,
): Promise<void> {
  let refusal: unknown;
  await ask(calls, 'GetCallerIdentity', 'aws sts get-caller-identity', async () => {
    try {
      return { answer: await client.send(new sts.GetCallerIdentityCommand({})), next: undefined };
    } catch (error) {
      refusal = error;
      throw error;
    }
  });
  if (refusal === undefined) return;
  const { code } = failedCall(refusal);
  const expired = /Expired/.test(code);
  const absent = /Credential|TokenProvider/.test(code);
  throw new SourceError(
    expired
      ? 'AWS: the credentials have expired'
      : absent
        ? 'AWS: no credentials were found'
        : `AWS: sts:GetCallerIdentity failed (${code})`,
    {
      hint:
        expired || absent
          ? 'Sign in (`aws sso login --profile NAME`, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY), and name the profile by --aws-profile.'
          : 'See whether `aws sts get-caller-identity` works with the same profile and region.',
      cause: refusal,
    },
  );
}

async function askDetails(
  calls: Calls,
  iam: Iam,
  client: IamClient,
  progress: (step: string) => void,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  let pages = 0;
  return await ask(
    calls,
    'GetAccountAuthorizationDetails',
    'aws iam get-account-authorization-details',
    async (token) => {
      pages += 1;
      progress(`reading users, roles and policies of AWS, page ${pages}`);
      const answer = await client.send(
        new iam.GetAccountAuthorizationDetailsCommand({ MaxItems: 200, ...marker(token) }),
      );
      return { answer, next: nextOf(answer) };
    },
  );
}

function marker(token: string | undefined): { readonly Marker?: string } {
  return token === undefined ? {} : { Marker: token };
}

function nextOf(answer: {
  readonly IsTruncated?: boolean | undefined;
  readonly Marker?: string | undefined;
}): string | undefined {
  return answer.IsTruncated === true ? answer.Marker : undefined;
}

async function askReport(calls: Calls, iam: Iam, client: IamClient): Promise<void> {
  const command = 'aws iam get-credential-report';
  let operation = 'GenerateCredentialReport';
  try {
    for (let second = 0; second < REPORT_SECONDS; second += 1) {
      const { State: state } = await client.send(new iam.GenerateCredentialReportCommand({}));
      if (state === 'COMPLETE') break;
      await sleep(1000);
    }
    operation = 'GetCredentialReport';
    const { Content: content } = await client.send(new iam.GetCredentialReportCommand({}));
    calls.captures.push(textCapture(command, new TextDecoder().decode(content), calls.collectedAt));
  } catch (error) {
    keepFailure(calls, operation, command, error);
  }
}

async function askAccount(calls: Calls, iam: Iam, client: IamClient, progress: (step: string) => void): Promise<void> {
  progress('reading the settings of the AWS account');
  await ask(calls, 'GetAccountPasswordPolicy', 'aws iam get-account-password-policy', async () => ({
    answer: await client.send(new iam.GetAccountPasswordPolicyCommand({})),
    next: undefined,
  }));
  await ask(calls, 'GetAccountSummary', 'aws iam get-account-summary', async () => ({
    answer: await client.send(new iam.GetAccountSummaryCommand({})),
    next: undefined,
  }));
  await ask(calls, 'ListServerCertificates', 'aws iam list-server-certificates', async (token) => {
    const answer = await client.send(new iam.ListServerCertificatesCommand(marker(token)));
    return {
      answer: { ...answer, ServerCertificateMetadataList: answer.ServerCertificateMetadataList ?? [] },
      next: nextOf(answer),
    };
  });
  await ask(calls, 'ListSAMLProviders', 'aws iam list-saml-providers', async () => ({
    answer: { SAMLProviderList: [], ...(await client.send(new iam.ListSAMLProvidersCommand({}))) },
    next: undefined,
  }));
  await ask(calls, 'ListOpenIDConnectProviders', 'aws iam list-open-id-connect-providers', async () => ({
    answer: {
      OpenIDConnectProviderList: [],
      ...(await client.send(new iam.ListOpenIDConnectProvidersCommand({}))),
    },
    next: undefined,
  }));
}

async function askFactors(
  calls: Calls,
  iam: Iam,
  client: IamClient,
  users: readonly Readonly<Record<string, unknown>>[],
  progress: (step: string) => void,
): Promise<void> {
  await ask(calls, 'ListVirtualMFADevices', 'aws iam list-virtual-mfa-devices', async (token) => {
    const answer = await client.send(
      new iam.ListVirtualMFADevicesCommand({ AssignmentStatus: 'Assigned', ...marker(token) }),
    );
    return { answer: { ...answer, VirtualMFADevices: answer.VirtualMFADevices ?? [] }, next: nextOf(answer) };
  });
  const names = users.flatMap(({ UserName: name }) => (typeof name === 'string' ? [name] : []));
  let done = 0;
  await fewAtATime(names, async (name) => {
    done += 1;
    progress(`reading second factors of AWS users, ${done} of ${names.length}`);
    await ask(calls, 'ListMFADevices', `aws iam list-mfa-devices --user-name ${name}`, async (token) => {
      const answer = await client.send(new iam.ListMFADevicesCommand({ UserName: name, ...marker(token) }));
      return { answer: { ...answer, MFADevices: answer.MFADevices ?? [] }, next: nextOf(answer) };
    });
  });
}

/** Asks for the use of services by each user and each role that no service of AWS keeps for itself. */
async function askUses(
  calls: Calls,
  iam: Iam,
  client: IamClient,
  details: Readonly<Record<string, unknown>> | undefined,
  progress: (step: string) => void,
): Promise<void> {
  const arns = [...listIn(details, 'UserDetailList'), ...listIn(details, 'RoleDetailList')]
    .filter(({ Path: path }) => typeof path !== 'string' || !path.startsWith('/aws-service-role/'))
    .flatMap(({ Arn: arn }) => (typeof arn === 'string' ? [arn] : []));
  let done = 0;
  await fewAtATime(arns, async (arn) => {
    done += 1;
    progress(`reading the use of services in AWS, ${done} of ${arns.length}`);
    const command = `aws iam get-service-last-accessed-details --arn ${arn}`;
    let job: string | undefined;
    const first = 'GenerateServiceLastAccessedDetails';
    if (calls.refused.has(first) || calls.refused.has('GetServiceLastAccessedDetails')) return;
    try {
      ({ JobId: job } = await client.send(new iam.GenerateServiceLastAccessedDetailsCommand({ Arn: arn })));
    } catch (error) {
      if (!calls.refused.has(first)) keepFailure(calls, first, command, error);
    }
    if (job === undefined) return;
    const id = job;
    await ask(calls, 'GetServiceLastAccessedDetails', command, async (token) => {
      for (let second = 0; ; second += 1) {
        const answer = await client.send(new iam.GetServiceLastAccessedDetailsCommand({ JobId: id, ...marker(token) }));
        if (answer.JobStatus !== 'IN_PROGRESS' || second >= REPORT_SECONDS) return { answer, next: nextOf(answer) };
        await sleep(1000);
      }
    });
  });
}

async function askAnalyzers(
  calls: Calls,
  shared: { readonly profile?: string; readonly maxAttempts: number; readonly retryMode: string },
  regions: readonly string[],
  progress: (step: string) => void,
): Promise<void> {
  const analyzers = await import('@aws-sdk/client-accessanalyzer');
  for (const region of regions) {
    progress(`reading access analyzers of AWS in ${region}`);
    const client = new analyzers.AccessAnalyzerClient({ ...shared, region });
    try {
      await ask(calls, 'ListAnalyzers', `aws accessanalyzer list-analyzers --region ${region}`, async (token) => {
        const answer = await client.send(
          new analyzers.ListAnalyzersCommand(token === undefined ? {} : { nextToken: token }),
        );
        return { answer: { ...answer, analyzers: answer.analyzers ?? [] }, next: answer.nextToken };
      });
    } finally {
      client.destroy();
    }
  }
}

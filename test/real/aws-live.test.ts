import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import * as iam from '@aws-sdk/client-iam';
import { IAMClient } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { collectSnapshots } from '../../src/app/scan.ts';
import type { Snapshot } from '../../src/model/generated/model.ts';

/** moto, a server that answers as AWS does (`pip install 'moto[server]'`). */
const MOTO = process.env['VAUBAN_MOTO'] ?? 'moto_server';
const hasMoto = spawnSync(MOTO, ['--help'], { stdio: 'ignore' }).status === 0;
if (!hasMoto) console.warn("aws-live: no moto_server (pip install 'moto[server]', or VAUBAN_MOTO); AWS is not read");

const NOW = '2026-11-22T18:00:00Z';
const PASSWORD = 'canary-Passw0rd-of-a-user';
const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'canary/secret/access/key/EXAMPLEKEY',
  AWS_SESSION_TOKEN: 'canary-session-token',
  AWS_REGION: 'eu-west-3',
  AWS_MAX_ATTEMPTS: '2',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent/credentials',
};

async function collect(regions: readonly string[] = []): Promise<{
  readonly snapshot: Snapshot | undefined;
  readonly diagnostics: readonly { readonly message: string; readonly hint?: string }[];
  readonly text: string;
}> {
  const made = await collectSnapshots(
    { targets: [], roots: [], progress: () => undefined, aws: { regions, maxAttempts: 2 } },
    NOW,
  );
  return { snapshot: made.snapshots[0], diagnostics: made.diagnostics, text: JSON.stringify(made) };
}

describe.skipIf(!hasMoto)('an account of moto', () => {
  let server: ChildProcess;
  const port = 40_000 + (process.pid % 20_000);
  const endpoint = `http://127.0.0.1:${port}`;

  beforeAll(async () => {
    server = spawn(MOTO, ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    await until(() => reachable(port));
    for (const [name, value] of Object.entries({ ...ENVIRONMENT, AWS_ENDPOINT_URL: endpoint })) vi.stubEnv(name, value);
    const client = new IAMClient({ region: 'us-east-1' });
    for (let index = 0; index < 130; index += 1)
      await client.send(new iam.CreateUserCommand({ UserName: `user-${String(index).padStart(3, '0')}` }));
    await client.send(new iam.CreateGroupCommand({ GroupName: 'ops' }));
    await client.send(new iam.AddUserToGroupCommand({ GroupName: 'ops', UserName: 'user-000' }));
    const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const { Policy: policy } = await client.send(
      new iam.CreatePolicyCommand({
        PolicyName: 'everything',
        PolicyDocument: document({ Effect: 'Allow', Action: '*', Resource: '*' }),
      }),
    );
    await client.send(new iam.AttachGroupPolicyCommand({ GroupName: 'ops', PolicyArn: policy?.Arn }));
    await client.send(
      new iam.PutUserPolicyCommand({
        UserName: 'user-001',
        PolicyName: 'read',
        PolicyDocument: document({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }),
      }),
    );
    await client.send(
      new iam.CreateRoleCommand({
        RoleName: 'deploy',
        AssumeRolePolicyDocument: document({
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::444455556666:root' },
          Action: 'sts:AssumeRole',
        }),
      }),
    );
    await client.send(new iam.CreateLoginProfileCommand({ UserName: 'user-000', Password: PASSWORD }));
    await client.send(new iam.CreateAccessKeyCommand({ UserName: 'user-001' }));
    await client.send(
      new iam.UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 12, PasswordReusePrevention: 5 }),
    );
    const { VirtualMFADevice: device } = await client.send(
      new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' }),
    );
    await client.send(
      new iam.EnableMFADeviceCommand({
        UserName: 'user-000',
        SerialNumber: device?.SerialNumber,
        AuthenticationCode1: '123456',
        AuthenticationCode2: '234567',
      }),
    );
    await client.send(new iam.CreateSAMLProviderCommand({ Name: 'mairie', SAMLMetadataDocument: 'x'.repeat(1024) }));
  }, 40_000);

  afterAll(() => {
    vi.unstubAllEnvs();
    server.kill();
  });

  it('is read whole: users over pages, roles, policies, the report, the password policy and the second factors', async () => {
    const { snapshot, text } = await collect(['eu-west-3', 'us-east-1']);
    expect(snapshot?.target.id).toBe('account:aws:123456789012');
    const sections = snapshot?.iam ?? {};
    expect(sections.principals?.flag).toBe('complete');
    const principals = sections.principals?.data?.principals ?? [];
    expect(principals.filter(({ kind }) => kind === 'user')).toHaveLength(130);
    expect(principals.find(({ id }) => id === 'user:user-000')?.groups).toMatchObject({ value: ['ops'] });
    expect(
      sections.policies?.data?.policies.find(({ arn }) => arn?.endsWith('/everything') === true)?.statements,
    ).toMatchObject({
      value: [{ effect: 'allow', actions: ['*'], resources: ['*'] }],
    });
    expect(sections.policies?.data?.policies.find(({ id }) => id === 'trust:role:deploy')?.statements).toMatchObject({
      value: [{ principals: [{ kind: 'AWS', value: 'arn:aws:iam::444455556666:root' }] }],
    });
    expect(sections.authentication_policy?.data?.policies[0]).toMatchObject({
      min_length: { value: 12 },
      history: { value: 5 },
    });
    expect(sections.mfa_devices?.data?.devices).toMatchObject([{ kind: 'totp', holder: 'user:user-000' }]);
    expect(sections.account_services?.data?.identity_providers).toMatchObject({ value: ['saml:mairie'] });
    expect(sections.credentials?.data?.holders.length).toBeGreaterThan(129);
    expect(text).not.toMatch(/canary/i);
  }, 60_000);
});

describe('an account that does not answer', () => {
  let server: Server;
  let answer: (action: string) => { readonly status: number; readonly body: string } = () => ok('');
  const asked: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (part: Buffer) => {
        text += part.toString();
      });
      request.on('end', () => {
        const action = new URLSearchParams(text).get('Action') ?? `${request.method} ${request.url}`;
        asked.push(action);
        const { status, body } = answer(action);
        response.writeHead(status, { 'content-type': 'text/xml', 'x-amzn-requestid': 'r' });
        response.end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    for (const [name, value] of Object.entries({ ...ENVIRONMENT, AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` }))
      vi.stubEnv(name, value);
  });

  afterAll(async () => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const ok = (body: string) => ({ status: 200, body });
  const refuse = (code: string, status = 403) => ({
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>User: arn:aws:iam::111122223333:user/auditor may not</Message></Error><RequestId>r</RequestId></ErrorResponse>`,
  });
  const identity = ok(
    '<GetCallerIdentityResponse><GetCallerIdentityResult><UserId>A</UserId><Account>111122223333</Account><Arn>arn:aws:iam::111122223333:user/auditor</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>',
  );
  const details = (marker: string | undefined, users: readonly string[]) =>
    ok(
      `<GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult><IsTruncated>${marker !== undefined}</IsTruncated>${marker === undefined ? '' : `<Marker>${marker}</Marker>`}<UserDetailList>${users.map((name) => `<member><UserName>${name}</UserName><Path>/</Path><UserId>A</UserId><Arn>arn:aws:iam::111122223333:user/${name}</Arn><CreateDate>2024-01-02T00:00:00Z</CreateDate><GroupList/></member>`).join('')}</UserDetailList><GroupDetailList/><RoleDetailList/><Policies/></GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>`,
    );

  it.each<[string, string, RegExp, RegExp]>([
    ['denied', 'AccessDenied', /^iam:\w+ was denied$/, /Allow iam:GetAccountAuthorizationDetails/],
    ['expired on the way', 'ExpiredToken', /^the credentials had expired when iam:\w+ was called$/, /Sign in again/],
  ])(
    'calls that are %s are named in each section, and nothing of them is complete',
    async (_name, code, reason, hint) => {
      answer = (action) => (action === 'GetCallerIdentity' ? identity : refuse(code));
      const { snapshot, text } = await collect();
      expect(snapshot?.target.id).toBe('account:aws:111122223333');
      const sections = snapshot?.iam ?? {};
      for (const name of ['principals', 'policies', 'credentials', 'authentication_policy'] as const) {
        expect(sections[name]?.flag).toBe('not-collected');
        expect(sections[name]?.reason).toMatch(reason);
      }
      expect(sections.principals?.hint).toMatch(hint);
      expect(sections.account_services?.flag).toBe('not-collected');
      expect(text).not.toMatch(/canary/i);
    },
  );

  it('a throttled call is made again, and one that stays throttled is given up', async () => {
    let first = true;
    answer = (action) => {
      if (action === 'GetCallerIdentity') return identity;
      if (action === 'GetAccountAuthorizationDetails' && first) {
        first = false;
        return refuse('Throttling', 400);
      }
      if (action === 'GetAccountAuthorizationDetails') return details(undefined, []);
      return action === 'GetAccountPasswordPolicy' ? refuse('Throttling', 400) : refuse('AccessDenied');
    };
    asked.length = 0;
    const { snapshot } = await collect();
    expect(asked.filter((action) => action === 'GetAccountAuthorizationDetails')).toHaveLength(2);
    expect(snapshot?.iam?.principals?.flag).toBe('complete');
    expect(snapshot?.iam?.authentication_policy).toMatchObject({
      flag: 'not-collected',
      reason: 'iam:GetAccountPasswordPolicy was throttled until it was given up',
    });
  });

  it('a page that is refused leaves the pages before it, as an incomplete answer', async () => {
    let page = 0;
    answer = (action) => {
      if (action === 'GetCallerIdentity') return identity;
      if (action !== 'GetAccountAuthorizationDetails') return refuse('AccessDenied');
      page += 1;
      return page === 1 ? details('next', ['ann']) : refuse('ExpiredToken');
    };
    const { snapshot } = await collect();
    expect(snapshot?.iam?.principals?.flag).toBe('incomplete');
    expect(snapshot?.iam?.principals?.data?.principals.map(({ id }) => id)).toEqual(['user:ann']);
  });

  it('the use of services is asked for again until AWS has the report', async () => {
    let tries = 0;
    const uses = (status: string, list: string) =>
      ok(
        `<GetServiceLastAccessedDetailsResponse><GetServiceLastAccessedDetailsResult><JobStatus>${status}</JobStatus><JobCreationDate>2026-11-22T17:00:00Z</JobCreationDate><JobCompletionDate>2026-11-22T17:00:00Z</JobCompletionDate><IsTruncated>false</IsTruncated><ServicesLastAccessed>${list}</ServicesLastAccessed></GetServiceLastAccessedDetailsResult></GetServiceLastAccessedDetailsResponse>`,
      );
    answer = (action) => {
      if (action === 'GetCallerIdentity') return identity;
      if (action === 'GetAccountAuthorizationDetails') return details(undefined, ['ann']);
      if (action === 'GenerateServiceLastAccessedDetails')
        return ok(
          '<GenerateServiceLastAccessedDetailsResponse><GenerateServiceLastAccessedDetailsResult><JobId>j</JobId></GenerateServiceLastAccessedDetailsResult></GenerateServiceLastAccessedDetailsResponse>',
        );
      if (action !== 'GetServiceLastAccessedDetails') return refuse('AccessDenied');
      tries += 1;
      return tries === 1
        ? uses('IN_PROGRESS', '')
        : uses(
            'COMPLETED',
            '<member><ServiceName>Amazon S3</ServiceName><ServiceNamespace>s3</ServiceNamespace><TotalAuthenticatedEntities>0</TotalAuthenticatedEntities></member>',
          );
    };
    const { snapshot } = await collect();
    expect(snapshot?.iam?.last_accessed).toMatchObject({
      flag: 'complete',
      data: { principals: [{ id: 'user:ann', services: [{ namespace: 's3', last_used_at: { value: 'never' } }] }] },
    });
  });

  it('without a password policy the defaults of AWS hold', async () => {
    answer = (action) =>
      action === 'GetCallerIdentity'
        ? identity
        : refuse(action === 'GetAccountPasswordPolicy' ? 'NoSuchEntity' : 'AccessDenied', 404);
    const { snapshot } = await collect();
    expect(snapshot?.iam?.authentication_policy?.data?.policies[0]?.min_length).toMatchObject({ value: 8 });
  });

  it.each([
    ['ExpiredToken', 'AWS: the credentials have expired'],
    ['InvalidClientTokenId', 'AWS: sts:GetCallerIdentity failed (InvalidClientTokenId)'],
  ])('credentials that are refused from the start (%s) are said, and nothing is collected', async (code, message) => {
    answer = () => refuse(code);
    const { snapshot, diagnostics } = await collect();
    expect(snapshot).toBeUndefined();
    expect(diagnostics.map((one) => one.message)).toEqual([message]);
  });
});

async function reachable(port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 150; tries += 1) {
    if (await check()) return;
    await sleep(200);
  }
  throw new Error('moto_server does not answer');
}

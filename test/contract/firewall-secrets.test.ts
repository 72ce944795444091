import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runVauban } from '../scenario/run-scenario.ts';
import { NOW, read } from './firewall-damage.ts';

const secret = (place: string): string => `CANARY-${place}`;

const managed = (
  type: string,
  values: Readonly<Record<string, unknown>>,
  sensitive: Readonly<Record<string, unknown>>,
) => ({
  address: `${type}.x`,
  mode: 'managed',
  type,
  name: 'x',
  values,
  sensitive_values: sensitive,
});
const RESOURCES = [
  managed(
    'aws_db_instance',
    { identifier: 'db', password: secret('tf-password'), publicly_accessible: true },
    { password: true },
  ),
  managed('aws_instance', { user_data: secret('tf-user-data'), tags: { token: secret('tf-tag') } }, {}),
  managed(
    'aws_security_group',
    {
      name: 'g',
      description: secret('tf-description'),
      ingress: [
        {
          cidr_blocks: [secret('tf-cidr')],
          description: secret('tf-rule'),
          from_port: 22,
          to_port: 22,
          protocol: 'tcp',
          self: false,
        },
      ],
      egress: [],
    },
    { description: true, ingress: [{ cidr_blocks: [true], description: true }] },
  ),
  managed('kubernetes_secret', { data: { password: secret('tf-kubernetes') } }, {}),
  managed('random_password', { result: secret('tf-random') }, { result: true }),
];

const SOURCES: readonly (readonly [name: string, files: Readonly<Record<string, string>>])[] = [
  [
    'a Terraform plan',
    {
      'plan.json': JSON.stringify({
        format_version: '1.2',
        terraform_version: '1.11.4',
        variables: { password: { value: secret('tf-variable') } },
        planned_values: {
          outputs: { password: { sensitive: true, value: secret('tf-output') } },
          root_module: { resources: RESOURCES },
        },
        resource_changes: RESOURCES.map(({ values, sensitive_values, ...one }) => ({
          ...one,
          change: {
            actions: ['update'],
            before: values,
            before_sensitive: sensitive_values,
            after: values,
            after_sensitive: sensitive_values,
            after_unknown: {},
          },
        })),
      }),
    },
  ],
  [
    'manifests',
    {
      'all.yaml': `apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: shop, annotations: {a: ${secret('k8s-annotation')}}}\nstringData: {password: ${secret('k8s-secret')}}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: shop, annotations: {a: ${secret('k8s-pod-annotation')}}}\nspec:\n  containers: [{name: c, image: i, args: ["--token=${secret('k8s-args')}"], env: [{name: T, value: ${secret('k8s-env')}}], ports: [{containerPort: 80}]}]\n---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: n, namespace: shop}\nspec: {podSelector: {}, policyTypes: [Ingress]}\n`,
    },
  ],
  [
    'a template',
    {
      'template.json': JSON.stringify({
        AWSTemplateFormatVersion: '2010-09-09',
        Parameters: { Hidden: { Type: 'String', NoEcho: true, Default: secret('cfn-no-echo') } },
        Resources: {
          Group: {
            Type: 'AWS::EC2::SecurityGroup',
            Properties: {
              GroupDescription: { Ref: 'Hidden' },
              SecurityGroupIngress: [
                { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: { 'Fn::Sub': '${Hidden}' } },
              ],
            },
          },
          Host: {
            Type: 'AWS::EC2::Instance',
            Properties: { UserData: secret('cfn-user-data'), SecurityGroupIds: [{ Ref: 'Group' }] },
          },
          Database: { Type: 'AWS::RDS::DBInstance', Properties: { MasterUserPassword: secret('cfn-password') } },
        },
      }),
    },
  ],
  [
    'a plan that breaks off',
    {
      'broken.json': `{"format_version": "1.2", "terraform_version": "1.11.4", "planned_values": {"outputs": {"password": {"value": "${secret('broken-plan')}" oops ${secret('broken-plan-2')}`,
    },
  ],
  [
    'a state',
    {
      'terraform.tfstate': JSON.stringify({
        version: 4,
        terraform_version: '1.11.4',
        serial: 1,
        lineage: 'x',
        outputs: { password: { value: secret('state-output'), type: 'string', sensitive: true } },
        resources: RESOURCES.map(({ type, name, values }) => ({
          mode: 'managed',
          type,
          name,
          provider: 'provider["registry.terraform.io/hashicorp/aws"]',
          instances: [
            {
              schema_version: 0,
              attributes: values,
              sensitive_attributes: [
                [{ type: 'get_attr', value: 'description' }],
                [
                  { type: 'get_attr', value: 'ingress' },
                  { type: 'index', value: { value: 0, type: 'number' } },
                  { type: 'get_attr', value: 'cidr_blocks' },
                ],
                [
                  { type: 'get_attr', value: 'ingress' },
                  { type: 'index', value: { value: 0, type: 'number' } },
                  { type: 'get_attr', value: 'description' },
                ],
              ],
              private: secret('state-private'),
            },
          ],
        })),
      }),
    },
  ],
  [
    'broken manifests',
    {
      'broken.yaml': `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: n}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData:\n  password: ${secret('broken-secret')}\n token: "${secret('broken-secret-2')}\n`,
    },
  ],
  [
    'lists of Google Cloud',
    {
      'gcp.json': JSON.stringify([
        {
          kind: 'compute#instance',
          name: 'web-1',
          selfLink: 'https://www.googleapis.com/compute/v1/projects/p/zones/z/instances/web-1',
          labels: { password: secret('gcp-label') },
          metadata: { items: [{ key: 'startup-script', value: `export TOKEN=${secret('gcp-metadata')}` }] },
          disks: [{ diskEncryptionKey: { rawKey: secret('gcp-disk') } }],
          networkInterfaces: [
            {
              name: 'nic0',
              network: 'https://www.googleapis.com/compute/v1/projects/p/global/networks/n',
              networkIP: '10.0.0.5',
            },
          ],
        },
        {
          kind: 'compute#firewall',
          name: 'ssh',
          network: 'https://www.googleapis.com/compute/v1/projects/p/global/networks/n',
          selfLink: 'https://www.googleapis.com/compute/v1/projects/p/global/firewalls/ssh',
          direction: 'INGRESS',
          priority: 1000,
          disabled: false,
          sourceRanges: ['0.0.0.0/0'],
          allowed: [{ IPProtocol: 'tcp', ports: ['22'] }],
        },
      ]),
    },
  ],
  [
    'lists of Azure',
    {
      'azure.json': JSON.stringify([
        {
          id: '/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Network/networkSecurityGroups/web',
          name: 'web',
          type: 'Microsoft.Network/networkSecurityGroups',
          tags: { password: secret('azure-tag') },
          securityRules: [
            {
              name: 'ssh',
              priority: 100,
              direction: 'Inbound',
              access: 'Allow',
              protocol: 'Tcp',
              sourceAddressPrefix: '*',
              sourcePortRange: '*',
              destinationAddressPrefix: '*',
              destinationPortRange: '22',
            },
          ],
        },
        {
          id: '/subscriptions/s1/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/web',
          name: 'web',
          type: 'Microsoft.Compute/virtualMachines',
          tags: { 'api-key': secret('azure-machine-tag') },
          osProfile: { adminPassword: secret('azure-password'), customData: secret('azure-custom-data') },
          userData: secret('azure-user-data'),
          networkProfile: { networkInterfaces: [] },
        },
      ]),
    },
  ],
  [
    'lists of AWS',
    {
      'instances.json': JSON.stringify({
        Reservations: [
          {
            OwnerId: '111122223333',
            Instances: [
              {
                InstanceId: 'i-1',
                UserData: secret('aws-user-data'),
                Tags: [{ Key: 'db_password', Value: secret('aws-tag') }],
                NetworkInterfaces: [],
                SecurityGroups: [{ GroupId: 'sg-1', GroupName: 'web' }],
              },
            ],
          },
        ],
      }),
      'groups.json': JSON.stringify({
        SecurityGroups: [
          {
            GroupId: 'sg-1',
            GroupName: 'web',
            OwnerId: '111122223333',
            VpcId: 'vpc-1',
            Description: 'web',
            Tags: [{ Key: 'token', Value: secret('aws-group-tag') }],
            IpPermissions: [
              { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [] },
            ],
            IpPermissionsEgress: [],
          },
        ],
      }),
    },
  ],
  [
    'rules of iptables and nftables',
    {
      'iptables.txt': `# Generated by iptables-save\n*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -p tcp -m string --string "${secret('iptables-string')}" --algo bm -j ACCEPT\n-A INPUT -p tcp -m string --hex-string "|43|${secret('iptables-hex')}" --algo kmp -j DROP\nPASSWORD=${secret('iptables-lost')}\nCOMMIT\n`,
      'rules.nft': `table inet filter {\n chain input {\n  type filter hook input priority 0; policy accept;\n  tcp dport 22 accept\n }\n}\npassword ${secret('nft-lost')}\n`,
    },
  ],
  [
    'a declaration',
    {
      'exposure.yaml': `services:\n  - name: web\n    ports: [tcp/443]\n    from: [internet]\n    password: ${secret('declared-key')}\n# ${secret('declared-comment')}\n`,
    },
  ],
];

/** Each secret that a text holds, once, with what stands before it. */
function leaksIn(text: string): readonly string[] {
  const found = new Map<string, string>();
  for (const [around, name = ''] of text.matchAll(/.{0,80}canary([\w.-]*)/gi))
    if (!found.has(name)) found.set(name, around);
  return [...found.values()];
}

it.each(SOURCES)('no secret of %s is told', async (name, files) => {
  const { inputs, messages } = await read(files);
  if (!/broken|breaks|declaration/.test(name)) expect(inputs.length).toBeGreaterThan(0);
  expect(leaksIn(JSON.stringify([inputs, messages]))).toEqual([]);
});

describe('the program over all of them', () => {
  const work = mkdtempSync(path.join(tmpdir(), 'vauban-firewall-secrets-'));
  afterAll(() => rmSync(work, { recursive: true, force: true }));
  const out = path.join(work, 'out');
  const folders = SOURCES.map(([, files], i) => {
    const folder = path.join(work, `source-${i}`);
    mkdirSync(folder);
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
    return folder;
  });
  const targets = ['--now', NOW, ...folders];
  const query = ['--query', 'tcp 8.8.8.8 -> :22'];
  const commands: readonly (readonly [string, readonly string[]])[] = [
    ['scan', ['scan', ...targets, '--format', 'text,json,sarif,html', '--output', `${out}/`, '--verbose']],
    ['scan to the terminal', ['scan', ...targets, '--verbose']],
    ['collect', ['collect', ...targets]],
    ['exposure', ['exposure', ...folders]],
    ['exposure as JSON', ['exposure', ...folders, '--format', 'json']],
    ['exposure, asked', ['exposure', ...folders, ...query]],
    ['exposure, asked, as JSON', ['exposure', ...folders, ...query, '--format', 'json']],
    ['exposure to be declared', ['exposure', folders[0] ?? '', '--declare']],
    ['exposure of a plan, what it changes', ['exposure', '--diff', folders[0] ?? '', '--format', 'json']],
  ];

  it.each(commands)('%s', (_, args) => {
    const { exit, stdout, stderr } = runVauban(args, work);
    expect([0, 1, 3]).toContain(exit);
    expect(leaksIn(`${stdout}\n${stderr}`)).toEqual([]);
  });

  it('the reports', () => {
    const files = readdirSync(out).sort();
    expect(files).toEqual(['report.html', 'report.json', 'report.sarif', 'report.txt']);
    for (const file of files) expect([file, ...leaksIn(readFileSync(path.join(out, file), 'utf8'))]).toEqual([file]);
    // What was read is told of: each kind of source is a target.
    const report: { targets: readonly { id: string }[] } = JSON.parse(
      readFileSync(path.join(out, 'report.json'), 'utf8'),
    );
    expect(report.targets.length).toBeGreaterThanOrEqual(7);
  });
});

import { expect, it } from 'vitest';
import { read } from './firewall-damage.ts';

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

it.each([
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
] as const)('no secret of %s is told', async (_, files) => {
  const { inputs, messages } = await read(files);
  expect(inputs.length).toBeGreaterThan(0);
  const text = JSON.stringify([inputs, messages]);
  expect([...new Set(text.match(/CANARY-[\w-]+/g) ?? [])]).toEqual([]);
});

import { dump } from 'js-yaml';
import { type Files, filesOf } from './firewall-damage.ts';
import { documentsOf, type Form } from './firewall-damage-kinds.ts';

const TERRAFORM: Form = {
  names:
    /^(?:format_version|terraform_version|variables|output_changes|applyable|complete|errored|timestamp|relevant_attributes|checks|serial|lineage|version|outputs)(?:\.|$)|\.(?:provider_name|provider_config_key|schema_version|tags|tags_all|description|owner_id|arn|id|version_constraint|full_name|timeouts|private|provider|region|check_results)(?:\.|$)|\.(?:values|after|before|attributes)\.name$|^planned_values\.outputs|provider_config|sensitive|\.variables(?:\.|$)|before_identity|after_identity/,
  ignoresFields: true,
  required: /\.(?:address|type|after_unknown|change|actions)$|\.(?:resources|resource_changes)\.\d+\.(?:name|values)$/,
};
const KUBERNETES: Form = {
  names: /metadata\.(?:name|annotations|uid|labels)$|containers\.\d+\.name$/,
  required: /\.kind$|\.apiVersion$|\.cidr$|\.operator$|\.key$|containerPort$|spec\.ports\.\d+\.port$|metadata\.name$/,
  ignoresFields: true,
  numbersAreTexts: true,
};
const NFT: Form = {
  names: /metainfo|\.handle$|\.comment$|\.(?:table|chain|set|map)\.name$|counter|\.prefix$/,
  required:
    /\.(?:family|expr|op|left|right|target|addr|len|protocol|field|key)$|\.(?:rule|chain|set|map)\.(?:table|chain|name)$/,
};
const CLOUDFORMATION: Form = {
  names:
    /^(?:AWSTemplateFormatVersion|Description|Parameters|Outputs)|Tags|GroupDescription$|GroupName$|\.Description$|UserData|ImageId/,
  ignoresFields: true,
  hasFunctions: true,
  required: /\.(?:Type|IpProtocol|CidrIp|CidrIpv6|RuleNumber|RuleAction|Protocol|GroupId|NetworkAclId|SubnetId|VpcId)$/,
  numbersAreTexts: true,
};

/** A source with the ways to damage it. */
export interface Source {
  readonly name: string;
  readonly files: Files;
  readonly file: string;
  readonly document: unknown;
  readonly form: Form;
  readonly write: (document: unknown) => string;
  /** How many damages are tried in CI. */
  readonly most: number;
}

const yaml = (documents: unknown): string =>
  Array.isArray(documents) ? documents.map((one) => dump(one)).join('---\n') : dump(documents);
const json = (document: unknown): string => JSON.stringify(document, undefined, 1);

/** Sources of declared firewalls, whole. */
export function sources(): readonly Source[] {
  const [shop = ''] = Object.values(filesOf('kubernetes/shop'));
  const [template = ''] = Object.values(filesOf('cloudformation/functions'));
  const listOf = (items: readonly unknown[]): unknown => ({ apiVersion: 'v1', kind: 'List', items });
  const jsonSource = (fixture: string, file: string, form: Form, most: number, bare = false): Source => {
    const all = filesOf(fixture);
    const text = all[file] ?? '';
    const beside = Object.entries(all).filter(([name]) => !bare && name.endsWith('.tf'));
    return {
      name: `${fixture}/${file}${bare ? ' alone' : ''}`,
      files: { ...Object.fromEntries(beside), [file]: text },
      file,
      document: JSON.parse(text),
      form,
      write: json,
      most,
    };
  };
  const manifests = listOf(documentsOf(shop));
  const formation = documentsOf(template)[0];
  return [
    {
      name: 'kubernetes list',
      files: { 'cluster.json': json(manifests) },
      file: 'cluster.json',
      document: manifests,
      form: KUBERNETES,
      write: json,
      most: 60,
    },
    {
      name: 'kubernetes manifests',
      files: { 'shop.yaml': shop },
      file: 'shop.yaml',
      document: documentsOf(shop),
      form: KUBERNETES,
      write: yaml,
      most: 50,
    },
    jsonSource('nft-json/server', 'input.json', NFT, 60),
    jsonSource('nft-json/router', 'input.json', NFT, 60),
    jsonSource('terraform/opened-port', 'plan.json', TERRAFORM, 40),
    jsonSource('terraform/opened-port', 'plan.json', TERRAFORM, 40, true),
    jsonSource('terraform/opened-port', 'state.json', TERRAFORM, 30),
    jsonSource('terraform/opened-port', 'state-file.json', TERRAFORM, 30),
    jsonSource('terraform/dynamic', 'plan.json', TERRAFORM, 30),
    jsonSource('terraform/network', 'plan.json', TERRAFORM, 35),
    jsonSource('terraform/network', 'plan.json', TERRAFORM, 25, true),
    {
      name: 'cloudformation/functions',
      files: { 'template.json': json(formation) },
      file: 'template.json',
      document: formation,
      form: CLOUDFORMATION,
      write: json,
      most: 60,
    },
  ];
}

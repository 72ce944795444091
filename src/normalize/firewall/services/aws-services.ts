import { type Fact, known } from '../../../core/fact.ts';
import type { TfResource } from '../../terraform/terraform-state.ts';
import { booleanAt, choiceAt, isSetAt, not } from './attributes.ts';
import type { ServiceReader } from './reader.ts';

/** The default of Redshift changed with version 6 of the provider. */
const REDSHIFT =
  'publicly_accessible of a Redshift cluster is not set, and its default depends on the version of the provider: set it.';

/** Services of AWS that can have a public endpoint. What always lies inside of a VPC (ElastiCache, DocumentDB) is left out. */
export const AWS_SERVICES: readonly ServiceReader[] = [
  accessible('aws_db_instance', 'database', false),
  accessible('aws_rds_cluster_instance', 'database', false),
  accessible('aws_neptune_cluster_instance', 'database', false),
  accessible('aws_redshift_cluster', 'database', REDSHIFT),
  accessible('aws_redshiftserverless_workgroup', 'database', false),
  accessible('aws_dms_replication_instance', 'database', false),
  accessible('aws_lightsail_database', 'database', false),
  accessible('aws_mq_broker', 'broker', false),
  {
    type: 'aws_msk_cluster',
    kind: 'broker',
    endpoint: (resource) =>
      choiceAt(
        resource,
        'broker_node_group_info.0.connectivity_info.0.public_access.0.type',
        (word) => word !== 'DISABLED',
        false,
      ),
  },
  // A domain lies in a VPC or has a public endpoint; it cannot have both.
  { type: 'aws_opensearch_domain', kind: 'search', endpoint: (resource) => not(isSetAt(resource, 'vpc_options')) },
  { type: 'aws_elasticsearch_domain', kind: 'search', endpoint: (resource) => not(isSetAt(resource, 'vpc_options')) },
  {
    type: 'aws_opensearchserverless_security_policy',
    kind: 'search',
    endpoint: (resource) => collectionIsPublic(resource),
  },
  {
    type: 'aws_lambda_function_url',
    kind: 'function',
    // With AWS_IAM the service itself refuses what is not signed.
    endpoint: (resource) => choiceAt(resource, 'authorization_type', (word) => word === 'NONE', false),
  },
  {
    type: 'aws_sagemaker_notebook_instance',
    kind: 'notebook',
    endpoint: (resource) => choiceAt(resource, 'direct_internet_access', (word) => word === 'Enabled', true),
  },
  {
    type: 'aws_sagemaker_domain',
    kind: 'notebook',
    endpoint: (resource) => choiceAt(resource, 'app_network_access_type', (word) => word !== 'VpcOnly', true),
  },
  {
    type: 'aws_apprunner_service',
    kind: 'app',
    endpoint: (resource) =>
      booleanAt(resource, 'network_configuration.0.ingress_configuration.0.is_publicly_accessible', true),
  },
  { type: 'aws_ecrpublic_repository', kind: 'registry', endpoint: ({ at }) => known(true, at) },
];

function accessible(type: string, kind: ServiceReader['kind'], absent: boolean | string): ServiceReader {
  return { type, kind, endpoint: (resource) => booleanAt(resource, 'publicly_accessible', absent) };
}

/** A network policy of OpenSearch Serverless: a list of rules in JSON; one of type encryption says nothing of networks. */
function collectionIsPublic(resource: TfResource): Fact<boolean> {
  return choiceAt(resource, 'policy', (text) => /"AllowFromPublic"\s*:\s*true/.test(text), false);
}

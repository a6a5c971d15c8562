import { ArtifactRegistryRepositoryIamMember } from '@cdktf/provider-google/lib/artifact-registry-repository-iam-member';
import { BigqueryDatapolicyDataPolicyIamMember } from '@cdktf/provider-google/lib/bigquery-datapolicy-data-policy-iam-member';
import { BigqueryDatasetAccessA } from '@cdktf/provider-google/lib/bigquery-dataset-access';
import { BigqueryDatasetIamMember } from '@cdktf/provider-google/lib/bigquery-dataset-iam-member';
import { CloudRunV2JobIamMember } from '@cdktf/provider-google/lib/cloud-run-v2-job-iam-member';
import { DataCatalogPolicyTagIamMember } from '@cdktf/provider-google/lib/data-catalog-policy-tag-iam-member';
import { DataCatalogTaxonomyIamMember } from '@cdktf/provider-google/lib/data-catalog-taxonomy-iam-member';
import { KmsCryptoKeyIamMember } from '@cdktf/provider-google/lib/kms-crypto-key-iam-member';
import { ProjectIamMember } from '@cdktf/provider-google/lib/project-iam-member';
import { SecretManagerSecretIamMember } from '@cdktf/provider-google/lib/secret-manager-secret-iam-member';
import { ServiceAccountIamMember } from '@cdktf/provider-google/lib/service-account-iam-member';
import { StorageBucketIamMember } from '@cdktf/provider-google/lib/storage-bucket-iam-member';
import type { ITerraformDependable, TerraformResource } from 'cdktf';
import { Construct } from 'constructs';
import { accountName } from '../../model/checked-name';
import { ConstructError } from '../inputs/construct-error';
import { type AccessListProps, AUTHORIZED, type Grant } from './access-list-props';

/**
 * Makes a list of grants, one IAM member each: adding one never takes away another, which bindings and policies do. Each says why in
 * its Terraform JSON: `"//": { "why": "…" }`.
 * @example
 * ```ts
 * const member = 'serviceAccount:rcm-load@sunrise-rcm-dev.iam.gserviceaccount.com';
 * new AccessList(stack, 'access', {
 *   projectId: 'sunrise-rcm-dev',
 *   region: 'us-central1',
 *   grants: [
 *     { member, role: 'roles/bigquery.jobUser', on: { kind: 'project' }, why: 'runs queries' },
 *     { member, role: 'roles/bigquery.dataEditor', on: { kind: 'dataset', dataset: 'bronze' }, why: 'appends events' },
 *   ],
 * });
 * ```
 * @throws ConstructError `POLICY_TAG_MISSING` for a grant on columns that the stack has no tags for.
 */
export class AccessList extends Construct {
  readonly members: readonly TerraformResource[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AccessListProps,
    private readonly dependsOn: ITerraformDependable[] = [],
  ) {
    super(scope, id);
    this.members = props.grants.map((grant) => {
      const member = this.iamMember(grant);
      // Terraform ignores a comment; the compliance review reads it.
      member.addOverride('//.why', grant.why);
      return member;
    });
  }

  private iamMember(grant: Grant): TerraformResource {
    const { projectId, region, taxonomy } = this.props;
    const id = grantId(grant);
    const { member, role, on } = grant;
    const what = {
      member,
      role,
      ...(grant.condition ? { condition: { ...grant.condition } } : {}),
      ...(this.dependsOn.length > 0 ? { dependsOn: this.dependsOn } : {}),
    };
    const columns = () => {
      if (!taxonomy) throw new ConstructError('POLICY_TAG_MISSING', `${role} for ${member}`);
      return taxonomy;
    };
    switch (on.kind) {
      case 'project':
        return new ProjectIamMember(this, id, { ...what, project: projectId });
      case 'bucket':
        return new StorageBucketIamMember(this, id, { ...what, bucket: on.bucket });
      case 'dataset':
        return role === AUTHORIZED
          ? this.authorized(id, member, on.dataset)
          : new BigqueryDatasetIamMember(this, id, { ...what, datasetId: on.dataset });
      case 'key':
        return new KmsCryptoKeyIamMember(this, id, { ...what, cryptoKeyId: on.key });
      case 'secret':
        return new SecretManagerSecretIamMember(this, id, { ...what, secretId: on.secret });
      case 'container_job':
        return new CloudRunV2JobIamMember(this, id, { ...what, name: on.job, location: region });
      case 'repository':
        return new ArtifactRegistryRepositoryIamMember(this, id, {
          ...what,
          repository: on.repository,
          location: region,
        });
      case 'service_account':
        return new ServiceAccountIamMember(this, id, {
          ...what,
          serviceAccountId: accountName(projectId, on.email),
        });
      case 'phi_columns':
        return new DataCatalogTaxonomyIamMember(this, id, { ...what, taxonomy: columns().taxonomy.name, region });
      case 'sensitive_columns': {
        const { sensitive } = columns();
        if (!sensitive) throw new ConstructError('POLICY_TAG_MISSING', 'sensitive');
        return new DataCatalogPolicyTagIamMember(this, id, { ...what, policyTag: sensitive.name });
      }
      case 'class_columns':
        return new DataCatalogPolicyTagIamMember(this, id, { ...what, policyTag: columns().tagName(on.tag) });
      case 'masked_columns': {
        const policy = columns().dataPolicies.get(on.tag);
        if (!policy) throw new ConstructError('POLICY_TAG_MISSING', `no masking for ${on.tag}`);
        return new BigqueryDatapolicyDataPolicyIamMember(this, id, {
          ...what,
          dataPolicyId: policy.dataPolicyId,
          location: region,
        });
      }
    }
  }

  /** A member of a dataset is an IAM member. A view cannot be one: it is an entry of the dataset itself, which IAM members leave alone. */
  private authorized(id: string, member: string, datasetId: string): TerraformResource {
    const [kind, name = ''] = member.split(':');
    const [projectId = '', dataset = '', tableId = ''] = name.split('.');
    return new BigqueryDatasetAccessA(this, id, {
      datasetId,
      ...(this.dependsOn.length > 0 ? { dependsOn: this.dependsOn } : {}),
      ...(kind === 'view'
        ? { view: { projectId, datasetId: dataset, tableId } }
        : { dataset: { dataset: { projectId, datasetId: dataset }, targetTypes: ['VIEWS'] } }),
    });
  }
}

/** The same wherever the grant stands in the list: moving a line does not replace the grant. */
function grantId({ member, role, on }: Grant): string {
  const { kind, ...target } = on;
  const parts = [
    member.replace('.iam.gserviceaccount.com', ''),
    lastPart(role),
    kind,
    ...Object.values(target).map(lastPart),
  ];
  return parts.join(' ').replaceAll(/[^A-Za-z0-9]+/g, '-');
}

/** `roles/run.admin` -> `run.admin`, `projects/…/cryptoKeys/sql` -> `sql`. */
function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

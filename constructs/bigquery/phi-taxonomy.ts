import { BigqueryDatapolicyDataPolicy } from '@cdktf/provider-google/lib/bigquery-datapolicy-data-policy';
import { DataCatalogPolicyTag } from '@cdktf/provider-google/lib/data-catalog-policy-tag';
import { DataCatalogTaxonomy } from '@cdktf/provider-google/lib/data-catalog-taxonomy';
import { Construct } from 'constructs';
import { PHI_POLICY, type PhiTag } from '../../model/phi/policy';
import { PARENT_TAGS, SENSITIVE_TAGS } from '../../model/phi/tags';
import { ConstructError } from '../inputs/construct-error';
import type { PhiTaxonomyProps } from './phi-taxonomy-props';

/**
 * A policy tag per class of PHI, with fine-grained access control, and a masking policy where the class can be masked. Nobody reads a
 * tagged column by having access to its table: it takes a grant on the tag (plain), or on its data policy (masked).
 * @example
 * ```ts
 * new PhiTaxonomy(stack, 'phi', {
 *   displayName: 'sunrise-dev',
 *   region: 'us-central1',
 *   tags: ['name', 'medical_record_number', 'payment'],
 *   dataPolicyName: (tag) => `sunrise_${tag}`,
 * });
 * ```
 */
export class PhiTaxonomy extends Construct {
  readonly taxonomy: DataCatalogTaxonomy;
  /** Parent of the classes that identify nobody alone; absent when none of them is used. */
  readonly sensitive: DataCatalogPolicyTag | undefined;
  readonly dataPolicies: ReadonlyMap<PhiTag, BigqueryDatapolicyDataPolicy>;
  /** `tagName` is for columns and grants. */
  readonly tags: ReadonlyMap<PhiTag, DataCatalogPolicyTag>;

  constructor(scope: Construct, id: string, props: PhiTaxonomyProps) {
    super(scope, id);
    const used = [...new Set(props.tags)].sort();
    this.taxonomy = new DataCatalogTaxonomy(this, 'taxonomy', {
      displayName: props.displayName,
      region: props.region,
      description: 'Classes of protected health information, from the model',
      activatedPolicyTypes: ['FINE_GRAINED_ACCESS_CONTROL'],
    });
    const parent = (role: string, displayName: string, description: string) =>
      new DataCatalogPolicyTag(this, role, { taxonomy: this.taxonomy.id, displayName, description });
    const isSensitive = (each: PhiTag) => SENSITIVE_TAGS.includes(each);
    const below = (above: DataCatalogPolicyTag, tags: readonly PhiTag[]) =>
      tags.map((tag) => {
        const made = new DataCatalogPolicyTag(this, `class-${tag}`, {
          taxonomy: this.taxonomy.id,
          displayName: tag,
          description: `PHI class ${tag}`,
          parentPolicyTag: above.id,
        });
        return [tag, made] as const;
      });
    const sensitive = used.filter(isSensitive);
    this.sensitive =
      sensitive.length > 0
        ? parent('sensitive', PARENT_TAGS.sensitive, 'About a person, identifies nobody alone')
        : undefined;
    const others = used.filter((each) => !isSensitive(each));
    const identifying =
      others.length > 0
        ? parent(
            'identifying',
            PARENT_TAGS.identifying,
            'Identifiers of the safe-harbour method, 45 CFR 164.514(b)(2)(i)',
          )
        : undefined;
    this.tags = new Map([
      ...(this.sensitive ? below(this.sensitive, sensitive) : []),
      ...(identifying ? below(identifying, others) : []),
    ]);
    this.dataPolicies = new Map(
      [...this.tags].flatMap(([tag, { name }]) => {
        const predefinedExpression = PHI_POLICY[tag].mask;
        if (!predefinedExpression) return [];
        const policy = new BigqueryDatapolicyDataPolicy(this, `mask-${tag}`, {
          dataPolicyId: props.dataPolicyName(tag),
          dataPolicyType: 'DATA_MASKING_POLICY',
          location: props.region,
          policyTag: name,
          dataMaskingPolicy: { predefinedExpression },
        });
        return [[tag, policy] as const];
      }),
    );
  }

  /**
   * The tag's full resource name, for a column or a grant.
   * @throws ConstructError `POLICY_TAG_MISSING` when the taxonomy was made without it.
   */
  tagName(tag: PhiTag): string {
    const found = this.tags.get(tag);
    if (!found) throw new ConstructError('POLICY_TAG_MISSING', `class ${tag}`);
    return found.name;
  }
}

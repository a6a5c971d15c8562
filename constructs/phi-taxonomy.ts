import { BigqueryDatapolicyDataPolicy } from '@cdktf/provider-google/lib/bigquery-datapolicy-data-policy';
import { DataCatalogPolicyTag } from '@cdktf/provider-google/lib/data-catalog-policy-tag';
import { DataCatalogTaxonomy } from '@cdktf/provider-google/lib/data-catalog-taxonomy';
import { Construct } from 'constructs';
import type { PhiClass } from '../model/types';
import { ConstructError } from './construct-error';
import { PHI_MASKING, type PhiTaxonomyProps, SENSITIVE_CLASSES } from './phi-taxonomy-props';

/**
 * A policy tag per PHI class, with fine-grained access control, and a masking policy where the class can be masked. Nobody reads a
 * tagged column by having access to its table: it takes a grant on the tag (plain), or on its data policy (masked).
 */
export class PhiTaxonomy extends Construct {
  readonly taxonomy: DataCatalogTaxonomy;
  /** Parent of the classes that identify nobody alone; absent when none of them is used. */
  readonly sensitive: DataCatalogPolicyTag | undefined;
  readonly dataPolicies: ReadonlyMap<PhiClass, BigqueryDatapolicyDataPolicy>;
  /** Tag of each class; `tagName` is for columns. */
  readonly tags: ReadonlyMap<PhiClass, DataCatalogPolicyTag>;

  constructor(scope: Construct, id: string, props: PhiTaxonomyProps) {
    super(scope, id);
    const classes = [...new Set(props.classes)].filter((each) => each !== 'none').sort();
    this.taxonomy = new DataCatalogTaxonomy(this, 'taxonomy', {
      displayName: props.displayName,
      region: props.region,
      description: 'Classes of protected health information, from the model',
      activatedPolicyTypes: ['FINE_GRAINED_ACCESS_CONTROL'],
    });
    const parent = (role: string, displayName: string, description: string) =>
      new DataCatalogPolicyTag(this, role, { taxonomy: this.taxonomy.id, displayName, description });
    const isSensitive = (each: PhiClass) => SENSITIVE_CLASSES.includes(each);
    this.sensitive = classes.some(isSensitive)
      ? parent('sensitive', 'sensitive', 'About a person, identifies nobody alone')
      : undefined;
    const identifying = classes.some((each) => !isSensitive(each))
      ? parent('identifying', 'identifying', 'Identifiers of the safe-harbour method, 45 CFR 164.514(b)(2)(i)')
      : undefined;
    const tag = (phiClass: PhiClass) => {
      const above = isSensitive(phiClass) ? this.sensitive : identifying;
      return new DataCatalogPolicyTag(this, `class-${phiClass}`, {
        taxonomy: this.taxonomy.id,
        displayName: phiClass,
        description: `PHI class ${phiClass}`,
        ...(above ? { parentPolicyTag: above.id } : {}),
      });
    };
    this.tags = new Map(classes.map((each) => [each, tag(each)]));
    this.dataPolicies = new Map(
      [...this.tags].flatMap(([phiClass, { name: policyTag }]) => {
        const predefinedExpression = PHI_MASKING[phiClass];
        if (!predefinedExpression) return [];
        const policy = new BigqueryDatapolicyDataPolicy(this, `mask-${phiClass}`, {
          dataPolicyId: props.dataPolicyName(phiClass),
          dataPolicyType: 'DATA_MASKING_POLICY',
          location: props.region,
          policyTag,
          dataMaskingPolicy: { predefinedExpression },
        });
        return [[phiClass, policy] as const];
      }),
    );
  }

  /**
   * The tag's full resource name, for a column; undefined for columns that are not about a person.
   * @throws ConstructError `POLICY_TAG_MISSING` when the taxonomy was made without the class.
   */
  tagName(phiClass: PhiClass): string | undefined {
    if (phiClass === 'none') return undefined;
    const tag = this.tags.get(phiClass);
    if (!tag) throw new ConstructError('POLICY_TAG_MISSING', `class ${phiClass}`);
    return tag.name;
  }
}

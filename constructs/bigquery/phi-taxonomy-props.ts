import type { PhiTag } from '../../model/phi/policy';

export interface PhiTaxonomyProps {
  /** Unique in project and region, e.g. `sunrise-prod`. */
  readonly displayName: string;
  readonly region: string;
  /** Tags of the columns: `phiTagsOf(tables)`. */
  readonly tags: readonly PhiTag[];
  /** Name of the data policy of a tag: one space per project and region. */
  readonly dataPolicyName: (tag: PhiTag) => string;
}

import type { PhiTag } from '../../model/phi/policy';
import type { PhiTaxonomy } from '../bigquery/phi-taxonomy';

/** What a role is granted on. Names are physical names; the last four are of the taxonomy in the same stack. */
export type GrantTarget =
  | { readonly kind: 'project' }
  | { readonly kind: 'bucket'; readonly bucket: string }
  | { readonly kind: 'dataset'; readonly dataset: string }
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'container_job'; readonly job: string }
  | { readonly kind: 'repository'; readonly repository: string }
  | { readonly kind: 'service_account'; readonly email: string }
  /** Every tagged column, plain. */
  | { readonly kind: 'phi_columns' }
  /** Columns that identify nobody alone, plain. */
  | { readonly kind: 'sensitive_columns' }
  /** Columns of a tag, plain. */
  | { readonly kind: 'class_columns'; readonly tag: PhiTag }
  /** Columns of a tag, masked. */
  | { readonly kind: 'masked_columns'; readonly tag: PhiTag };

/** The role of a view on the dataset that it reads. */
export const AUTHORIZED = 'authorized';

/** One line of the list of grants: who, which role, on what, why. */
export interface Grant {
  /**
   * `serviceAccount:…` or `group:…`; people only through groups. On a dataset also `view:project.dataset.view`, or
   * `dataset:project.dataset` for all views in it: a reader of the views reads through them what they select.
   */
  readonly member: string;
  /** e.g. `roles/bigquery.dataViewer`; of a view AUTHORIZED. */
  readonly role: string;
  readonly on: GrantTarget;
  /** One sentence for the compliance officer. */
  readonly why: string;
  /** IAM condition that narrows it. @default none */
  readonly condition?: { readonly title: string; readonly expression: string };
}

export interface AccessListProps {
  readonly projectId: string;
  readonly region: string;
  readonly grants: readonly Grant[];
  /** Needed when a grant is on columns. @default none */
  readonly taxonomy?: PhiTaxonomy;
}

import { attribute, type Json } from '../arguments/attribute';
import type { Resource } from '../estate/resource';

/** Clusters that stay, and templates of clusters that are made for a run. */
export const CLUSTER_TYPES = ['google_dataproc_cluster', 'google_dataproc_workflow_template'];

/** An argument of a cluster's settings: a template has them in its placement, and calls the key otherwise. */
export function clusterArgument(
  { type, attributes }: Resource,
  ...names: readonly string[]
): { readonly value: Json | undefined; readonly path: string } {
  const isTemplate = type === 'google_dataproc_workflow_template';
  const settings = isTemplate ? ['placement', 'managed_cluster', 'config'] : ['cluster_config'];
  const path = [
    ...settings,
    ...names.map((name) => (isTemplate && name === 'kms_key_name' ? 'gce_pd_kms_key_name' : name)),
  ];
  return { value: attribute(attributes, ...path), path: path.join('.') };
}

/** Whether a template makes no cluster and takes one that is there: that one is judged. */
export function selectsCluster({ attributes }: Resource): boolean {
  return attribute(attributes, 'placement', 'cluster_selector') !== undefined;
}

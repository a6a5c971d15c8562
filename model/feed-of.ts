import { asDelivered } from './as-delivered';
import { entityOf } from './catalogue';
import { REFERENCE_OWNER } from './datasets';
import type { MappingSpec } from './mapping/mapping-spec';
import { modelOf } from './model';
import type { FeedSpec, PipelineSpec } from './spec';
import type { Entity } from './types';

/** The feed that fills a table of a hospital or of the group's references; undefined: the spec has none. */
export function feedOf(
  spec: Pick<PipelineSpec, 'hospitals' | 'references'>,
  owner: string,
  table: string,
): FeedSpec | undefined {
  const hospital = spec.hospitals.find(({ id }) => id === owner);
  const feeds = owner === REFERENCE_OWNER ? spec.references : hospital?.feeds;
  return feeds?.find((feed) => feed.table === table);
}

/** Where the columns of an owner's tables come from: a hospital's, or those of the group's references. */
export function mappingOf(
  { hospitals, mapping }: Pick<PipelineSpec, 'hospitals' | 'mapping'>,
  owner: string,
): MappingSpec {
  return (owner === REFERENCE_OWNER ? mapping : hospitals.find(({ id }) => id === owner)?.mapping) ?? {};
}

/** The table of the model as this owner delivers it. @throws Error for a table that the model does not have */
export function deliveredTable(
  spec: Pick<PipelineSpec, 'hospitals' | 'references' | 'model'>,
  owner: string,
  table: string,
): Entity {
  return asDelivered(entityOf(modelOf(spec), table), feedOf(spec, owner, table));
}

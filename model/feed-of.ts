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

/** Where the columns of an owner's tables come from. */
export function mappingOf({ hospitals }: Pick<PipelineSpec, 'hospitals'>, owner: string): MappingSpec {
  return hospitals.find(({ id }) => id === owner)?.mapping ?? {};
}

/**
 * A table as its owner delivers it. What comes as files has the origin of files, also a table of an EMR that is exported: everything that
 * treats databases and files differently reads it here.
 * @param feed that fills the table. @default it is read from a database
 */
export function asDelivered(entity: Entity, feed: Pick<FeedSpec, 'content'> | undefined): Entity {
  if (feed === undefined || entity.origin !== 'emr') return entity;
  return { ...entity, origin: 'feed', content: feed.content ?? 'changes' };
}

/** The table of the model as this owner delivers it. @throws Error for a table that the model does not have */
export function deliveredTable(
  spec: Pick<PipelineSpec, 'hospitals' | 'references' | 'model'>,
  owner: string,
  table: string,
): Entity {
  return asDelivered(entityOf(modelOf(spec), table), feedOf(spec, owner, table));
}

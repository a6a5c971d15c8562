import type { Entity } from './types';

/**
 * A table as its owner delivers it. What comes as files has the origin of files, also a table of an EMR that is exported: everything that
 * treats databases and files differently reads it here.
 * @param feed that fills the table. @default it is read from a database
 */
export function asDelivered(
  entity: Entity,
  feed: { readonly content?: Entity['content'] | undefined } | undefined,
): Entity {
  if (feed === undefined || entity.origin !== 'emr') return entity;
  return { ...entity, origin: 'feed', content: feed.content ?? 'changes' };
}

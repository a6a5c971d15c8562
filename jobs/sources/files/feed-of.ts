import { REFERENCE_OWNER } from '../../../model/datasets';
import type { FeedSpec, PipelineSpec } from '../../../model/spec';

/** The feed that fills a table of a hospital or of the group's references; undefined: the spec has none. */
export function feedOf(spec: PipelineSpec, owner: string, table: string): FeedSpec | undefined {
  const hospital = spec.hospitals.find(({ id }) => id === owner);
  const feeds = owner === REFERENCE_OWNER ? spec.references : hospital?.feeds;
  return feeds?.find((feed) => feed.table === table);
}

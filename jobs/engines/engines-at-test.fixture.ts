import type { PipelineSpec } from '../../model/spec';
import type { EngineName } from '../../test/engines/available';
import type { EnginePlace } from './engines';

/** Where the contract suite runs a member. Each member exports one as `atTest` from `<id>/place.fixture.ts`. */
export interface EnginesAtTest {
  /** Programs of .engines that must be installed. */
  readonly needs: readonly EngineName[];
  /** An empty place, and the spec with what the place decides, e.g. its buckets. */
  open(spec: PipelineSpec): Promise<{ spec: PipelineSpec; place: EnginePlace; remove(): Promise<void> }>;
}

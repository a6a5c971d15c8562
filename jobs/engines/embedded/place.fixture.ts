import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EnginesAtTest } from '../engines-at-test.fixture';

/** A state folder of its own. */
export const atTest: EnginesAtTest = {
  needs: [],
  async open(spec) {
    const folder = await mkdtemp(join(tmpdir(), 'rcm-embedded-'));
    return { spec, place: { folder }, remove: () => rm(folder, { recursive: true, force: true }) };
  },
};

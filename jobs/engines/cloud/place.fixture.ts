import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedBigQuery, sharedGcs } from '../../../test/engines/shared-engines';
import type { EnginesAtTest } from '../engines-at-test.fixture';

/** Buckets of their own on the Cloud Storage server, and the BigQuery emulator of the test file. */
export const atTest: EnginesAtTest = {
  needs: ['bigquery', 'gcs'],
  async open(spec) {
    const folder = await mkdtemp(join(tmpdir(), 'rcm-cloud-'));
    const gcs = sharedGcs();
    const bigquery = sharedBigQuery();
    const [inbox, landing, archive, curated, code] = [
      await gcs.createBucket(),
      await gcs.createBucket(),
      await gcs.createBucket(),
      await gcs.createBucket(),
      await gcs.createBucket(),
    ];
    return {
      spec: { ...spec, project: bigquery.projectId, buckets: { inbox, landing, archive, curated, code } },
      place: { folder, endpoints: { bigquery: bigquery.endpoint, storage: gcs.endpoint } },
      remove: () => rm(folder, { recursive: true, force: true }),
    };
  },
};

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TableDefinition } from '../../../model/types';
import { describeEngine } from '../../../test/engines/available';
import { sharedGcs } from '../../../test/engines/shared-engines';
import { GcsStore } from '../../lake/gcs-store';
import { DuckDbWarehouse } from './warehouse';

const into: TableDefinition = {
  dataset: 'staging',
  name: 'landed',
  layer: 'staging',
  grain: 'one row per test',
  key: [],
  columns: [{ name: 'id', type: 'STRING', phi: 'none', description: 'For the test.' }],
};

describeEngine('gcs', 'DuckDB and a bucket', () => {
  it('loads objects of a bucket and leaves no copy of them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rcm-duckdb-'));
    const gcs = sharedGcs();
    const store = new GcsStore(await gcs.createBucket(), { endpoint: gcs.endpoint });
    const warehouse = await DuckDbWarehouse.open(join(folder, 'warehouse.duckdb'));
    try {
      const parts = ['a', 'b'].map((id) => ({ id, key: `h/landed/run=1/part-${id}.parquet`, path: join(folder, id) }));
      for (const { id, key, path } of parts) {
        await warehouse.query({ name: 'write', sql: `copy (select '${id}' as id) to '${path}' (format parquet)` });
        await store.writeFile(key, path);
        rmSync(path);
      }
      expect(await warehouse.loadParquet({ store, keys: parts.map(({ key }) => key), into })).toBe(2);
      expect(await warehouse.query({ name: 'read', sql: 'select id from staging.landed order by id' })).toEqual([
        { id: 'a' },
        { id: 'b' },
      ]);
      const absent = warehouse.loadParquet({ store, keys: ['h/landed/run=1/part-c.parquet'], into });
      await expect(absent).rejects.toMatchObject({ code: 'OBJECT_MISSING' });
      expect(readdirSync(folder).filter((name) => !/^(warehouse\.duckdb|\.spill-)/.test(name))).toEqual([]);
    } finally {
      await warehouse.close();
      rmSync(folder, { recursive: true });
    }
  });
});

import { createHash } from 'node:crypto';
import { entity, stagingTable } from '../../model/catalogue';
import { mappedColumns } from '../../model/mapping/mapped-columns';
import { opsRuns } from '../../model/ops';
import type { PipelineSpec } from '../../model/spec';
import { sampleSpec } from '../../test/acceptance/sample-spec';
import { describeEngine } from '../../test/engines/available';
import { canonicalRows } from '../lake/canonical-text';
import { land } from '../lake/landing';
import { secretVariable } from '../secrets/environment';
import type { Warehouse } from '../warehouse/warehouse';
import type { EnginePlace, Stores } from './engines';
import type { EnginesAtTest } from './engines-at-test.fixture';
import { ENGINES } from './registry';

/** An emulator that shares its processors with other tests can take seconds for a statement. */
jest.setTimeout(120_000);

it.each(['id', 'title'] as const)('engines differ in their %s', (property) => {
  const values = ENGINES.map((engines) => engines[property]);
  expect(new Set(values).size).toBe(values.length);
});

describe.each(ENGINES.map((engines) => [engines.id, engines] as const))('engines: %s', (id, engines) => {
  const { atTest } = require(`./${id}/place.fixture`) as { atTest: EnginesAtTest };

  describeEngine(atTest.needs, id, () => {
    let opened: { spec: PipelineSpec; place: EnginePlace; remove(): Promise<void> };
    let stores: Stores;
    let warehouse: Warehouse;
    beforeAll(async () => {
      opened = await atTest.open(sampleSpec());
      stores = await engines.openStores(opened.spec, opened.place);
      warehouse = await engines.openWarehouse(opened.spec, opened.place);
    });
    afterAll(async () => {
      await warehouse?.close();
      await opened?.remove();
    });

    it('keep each store apart from the others', async () => {
      const all = { ...stores.lake, reports: stores.reports };
      for (const [name, store] of Object.entries(all)) await store.writeText('which/one.txt', name);
      for (const [name, store] of Object.entries(all)) expect(await store.readText('which/one.txt')).toBe(name);
    });

    it('find in stores that are opened again what was written before', async () => {
      await stores.lake.inbox.writeText('kept.txt', 'content');
      const again = await engines.openStores(opened.spec, opened.place);
      expect(await again.lake.inbox.readText('kept.txt')).toBe('content');
    });

    it('move a file from the inbox to the archive', async () => {
      await stores.lake.inbox.writeText('moved.txt', 'content');
      const sha256 = createHash('sha256').update('content').digest('hex');
      expect(await stores.lake.inbox.move('moved.txt', stores.lake.archive, 'kept/moved.txt', sha256)).toBe(true);
      expect(await stores.lake.inbox.exists('moved.txt')).toBe(false);
      expect(await stores.lake.archive.readText('kept/moved.txt')).toBe('content');
    });

    it('create the tables of a place where nothing else does', async () => {
      expect(engines.ownsTables(opened.place)).toBe(true);
      await warehouse.createTables([opsRuns]);
      const [row] = await warehouse.query({
        name: 'test.count',
        sql: `select count(*) as runs from ${warehouse.dialect.table(opsRuns)}`,
      });
      expect(row).toEqual({ runs: 0 });
    });

    it('load what was landed in their lake into their warehouse', async () => {
      const departments = entity('departments');
      const staging = stagingTable(departments, 'hospital-a');
      await warehouse.createTables([staging]);
      const request = { entity: departments, columns: mappedColumns(departments, {}), hospitalId: 'hospital-a' };
      const manifest = await land(
        { store: stores.lake.landing, runId: 'r1', timeZone: 'UTC', ...request },
        async (folder) => {
          const row = request.columns.map(({ column }) => (column.name === 'department_id' ? 'D1' : null));
          const takenAt = '2025-01-01 00:00:00.000000';
          await folder.rows(
            canonicalRows(() => [[...row, null]]),
            { takenAt, sourceFile: null },
          );
          return { takenAt, watermark: null, files: [], whole: true, sourceTotals: null };
        },
      );
      const keys = manifest.parts.map(({ key }) => key);
      await warehouse.loadParquet({ store: stores.lake.landing, keys, into: staging });
      const rows = await warehouse.query({
        name: 'test.staged',
        sql: `select department_id, _run_id from ${warehouse.dialect.table(staging)}`,
      });
      expect(rows).toEqual([{ department_id: 'D1', _run_id: 'r1' }]);
    });

    it('read a secret from its environment variable first', async () => {
      const variable = secretVariable('contract-of-engines');
      process.env[variable] = 'p4ss';
      try {
        expect(await engines.secrets(opened.spec, opened.place).read('contract-of-engines')).toBe('p4ss');
      } finally {
        delete process.env[variable];
      }
    });
  });
});

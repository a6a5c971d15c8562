import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { graph } from '../../model/graph';
import { databaseOf } from '../../model/spec';
import { emrGroup, setPassword } from '../../test/acceptance/emr-group';
import { describeEngine } from '../../test/engines/available';
import { sharedMariaDb } from '../../test/engines/shared-engines';
import { type Context, openContext } from '../steps/context';
import { runPipeline } from './run';
import { attemptStep } from './step-attempt';

jest.setTimeout(60_000);

describeEngine('mariadb', 'a step in time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'step-attempt-'));
  let context: Context;
  afterAll(async () => {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('that the source never answers ends by its code, and lets go of the source', async () => {
    const server = sharedMariaDb();
    const spec = await emrGroup(server);
    setPassword('hospital-a', server.reader.password);
    context = await openContext(spec, { engines: 'embedded', folder });
    await context.prepareAudit();
    const step = graph(spec).find(({ id }) => id === 'extract.hospital-a.patients');
    const [hospital] = spec.hospitals;
    if (!step || !hospital) throw new Error('the group has a hospital with patients');
    const { host, port, user, password } = server;
    const holder = await createConnection({ host, port, user, password, database: databaseOf(hospital).database });
    await holder.query('LOCK TABLES `patients` WRITE');
    try {
      const started = Date.now();
      const input = {
        runId: 'one',
        attempt: 1,
        until: null,
        full: false,
        heal: false,
        acceptDeletes: false,
        rebuildGold: false,
        start: null,
        expected: [],
      };
      const { error } = await attemptStep(context, { ...step, timeoutSeconds: 1 }, { ...input, onProgress: () => {} });
      expect(error).toMatchObject({ code: 'STEP_TIMED_OUT', retryable: true });
      expect(Date.now() - started).toBeLessThan(5_000);
      expect(await context.lake.landing.list('')).toEqual([]);
      const audited = await context.warehouse.query({ name: 'test', sql: 'select error_code from ops.steps' });
      expect(audited).toEqual([{ error_code: 'STEP_TIMED_OUT' }]);
    } finally {
      await holder.end();
    }
  });

  it('continues when its listener fails', async () => {
    const result = await runPipeline(context, {
      runId: 'two',
      only: ['begin'],
      onEvent: () => {
        throw new Error('disk full');
      },
    });
    expect(result.status).toBe('SUCCEEDED');
  });
});

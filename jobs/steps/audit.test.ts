import { OPS_TABLES, opsRuns } from '../../model/ops';
import { openDuckDb, read } from '../../test/transform/hospital-warehouse';
import { beginRun, finishRun, openRuns, startOfRun } from './audit';
import type { RunStart } from './run-start';

it('keeps the first start of a run that is resumed, and opens it again', async () => {
  const { warehouse, remove } = await openDuckDb(OPS_TABLES);
  const at = (hour: number) => new Date(Date.UTC(2025, 0, 1, hour));
  const runs = () => read(warehouse, opsRuns, 'run_id, environment, status, started_at, ended_at');
  const { dialect } = warehouse;
  await warehouse.executeAtomically(beginRun(dialect, 'other', 'sunrise-dev', at(1)));
  await warehouse.executeAtomically(beginRun(dialect, 'run', 'sunrise-dev', at(2)));
  await warehouse.executeAtomically([finishRun(dialect, 'run', 'FAILED', at(3))]);
  await warehouse.executeAtomically([finishRun(dialect, 'other', 'SUCCEEDED', at(4))]);
  await warehouse.executeAtomically(beginRun(dialect, 'run', 'sunrise-dev', at(5)));
  const row = (run_id: string, status: string, started: number, ended: number | null) => ({
    ...{ run_id, environment: 'sunrise-dev', status, started_at: `2025-01-01 0${started}:00:00.000000` },
    ended_at: ended === null ? null : `2025-01-01 0${ended}:00:00.000000`,
  });
  expect(await runs()).toEqual([row('other', 'SUCCEEDED', 1, 4), row('run', 'RUNNING', 2, null)]);
  await remove();
});

it('keeps how a run was started until a start is said again, and gives it back', async () => {
  const { warehouse, remove } = await openDuckDb(OPS_TABLES);
  const { dialect } = warehouse;
  const begin = (start: RunStart | null) =>
    warehouse.executeAtomically(beginRun(dialect, 'run', 'sunrise-dev', new Date(), start));
  expect(await startOfRun(warehouse, 'run')).toBeNull();
  await begin(null);
  expect(await startOfRun(warehouse, 'run')).toBeNull();
  const start: RunStart = { command: 'run', engines: 'embedded', extracts: "/data/o'brien", until: '2025-12-31' };
  await begin(start);
  await begin(null);
  expect(await startOfRun(warehouse, 'run')).toEqual(start);
  await begin({ ...start, acceptDeletes: true });
  expect(await openRuns(warehouse)).toEqual([{ runId: 'run', start: { ...start, acceptDeletes: true } }]);
  await remove();
});

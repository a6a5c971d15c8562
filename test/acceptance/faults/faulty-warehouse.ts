import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { JobError, type JobErrorCode } from '../../../jobs/errors';
import { LocalStore } from '../../../jobs/lake/local-store';
import type { ParquetLoad, Warehouse } from '../../../jobs/warehouse/warehouse';

/** What happens to one statement of the warehouse. */
export const STATEMENT_FAULTS = {
  'a full disk': { code: 'DISK_FULL', isDone: false },
  'a disk without permission': { code: 'FILE_ACCESS_DENIED', isDone: false },
  /** The statement is committed, and its answer does not arrive. */
  'a lost answer': { code: 'WAREHOUSE_UNREACHABLE', isDone: true },
} as const satisfies Record<string, { code: JobErrorCode; isDone: boolean }>;
export type StatementFault = keyof typeof STATEMENT_FAULTS;

/** A warehouse whose statements fail where a test says so. */
export interface FaultyWarehouse {
  readonly warehouse: Warehouse;
  /** The next statements, counted from 0: the one at `at` meets the fault. */
  arm(fault: StatementFault, at: number): void;
  disarm(): boolean;
  /** Statements since it was last armed or disarmed. */
  statements(): number;
}

/** Around a DuckDB warehouse. It loads what a store holds wherever that is, as BigQuery does: it reads the objects first. */
export function faultyWarehouse(real: Warehouse): FaultyWarehouse {
  let armed: { readonly fault: StatementFault; readonly at: number } | null = null;
  let hasMet = false;
  let count = 0;
  const through = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const isMet = armed !== null && armed.at === count;
    count += 1;
    if (!isMet || armed === null) return work();
    hasMet = true;
    const { code, isDone } = STATEMENT_FAULTS[armed.fault];
    if (isDone) await work();
    throw new JobError(code, 'a fault of the test');
  };
  const reset = () => {
    hasMet = false;
    count = 0;
  };
  return {
    warehouse: {
      dialect: real.dialect,
      createTables: (tables) => real.createTables(tables),
      query: (statement) => through(() => real.query(statement)),
      executeAtomically: (statements) => through(() => real.executeAtomically(statements)),
      loadParquet: (load) => through(() => loadFromAnywhere(real, load)),
      endWith: (statements) => real.endWith(statements),
      close: () => real.close(),
    },
    arm(fault, at) {
      reset();
      armed = { fault, at };
    },
    disarm() {
      const met = hasMet;
      armed = null;
      reset();
      return met;
    },
    statements: () => count,
  };
}

async function loadFromAnywhere(real: Warehouse, { store, keys, into }: ParquetLoad): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'rcm-test-load-'));
  try {
    const names = keys.map((_, index) => `part-${index}.parquet`);
    for (const [index, key] of keys.entries())
      await writeFile(join(folder, names[index] ?? ''), await buffer(await store.read(key)));
    return await real.loadParquet({ store: new LocalStore(folder), keys: names, into });
  } finally {
    await rm(folder, { recursive: true });
  }
}

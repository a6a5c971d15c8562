import { Readable } from 'node:stream';
import type { HospitalSpec } from '../../../model/spec';
import type { Entity } from '../../../model/types';
import type { Snapshot, TableSource, Window } from '../source';
import { type ConnectOptions, connect, type SourceConnection } from './connect';
import { type DescribedTable, describeTable } from './describe';
import { keyCondition } from './key-condition';
import { readRows } from './read-rows';
import { readTotals } from './totals';
import { type Condition, watermarkQuery, windowCondition } from './window';

/** A hospital's MySQL database, read table by table, each in one read-only consistent snapshot on a connection of its own. */
export class MySqlSource implements TableSource {
  private readonly open = new Set<SourceConnection>();

  constructor(
    private readonly hospital: Pick<HospitalSpec, 'emr' | 'mapping' | 'keyScan'>,
    private readonly options: ConnectOptions,
  ) {}

  async snapshot<Result>(
    entity: Entity,
    window: Window,
    work: (snapshot: Snapshot) => Promise<Result>,
  ): Promise<Result> {
    const source = await connect(this.hospital.emr, this.options);
    this.open.add(source);
    try {
      const table = await describeTable(source, entity, this.hospital);
      await source.query('start transaction with consistent snapshot, read only');
      const takenAt = await one(source, 'select cast(utc_timestamp(6) as char)');
      const highest = watermarkQuery(table, window);
      const watermark = highest ? await one(source, highest.sql, highest.parameters) : null;
      const where = `database "${this.hospital.emr.database}", table ${entity.name}`;
      const keys = table.columns.filter(({ column }) => entity.key.includes(column.name));
      return await work({
        takenAt: takenAt ?? '',
        watermark,
        absent: table.columns.flatMap(({ column, dataType }) => (dataType === null ? [column.name] : [])),
        instants: table.columns.flatMap(({ column, dataType }) => (dataType === 'timestamp' ? [column.name] : [])),
        rows: () => readRows(source, select(table, table.columns, windowCondition(table.cursor, window)), 1, where),
        rowsOf: (wanted) => Readable.from(rowsWithKeys(source, table, keys, wanted, where), { objectMode: false }),
        keys: () =>
          this.hospital.keyScan === 'never'
            ? null
            : readRows(source, select(table, keys, { sql: 'true', parameters: [] }), 0, where),
        totals: async () =>
          this.hospital.keyScan === 'never' || window.until !== null ? null : readTotals(source, table, entity),
      });
    } finally {
      this.open.delete(source);
      source.close();
    }
  }

  /** Ends snapshots that are still open: their pending reads fail with `SOURCE_CONNECTION_LOST`. */
  async close(): Promise<void> {
    for (const source of this.open) source.close();
  }
}

function select(table: DescribedTable, columns: DescribedTable['columns'], condition: Condition): Condition {
  return {
    sql: `select ${columns.map(({ read }) => read).join(', ')} from ${table.table} where ${condition.sql}`,
    parameters: condition.parameters,
  };
}

/** One query for each group of keys, in the transaction that `source` is in. */
async function* rowsWithKeys(
  source: SourceConnection,
  table: DescribedTable,
  keys: DescribedTable['columns'],
  wanted: AsyncIterable<readonly string[][]>,
  where: string,
): AsyncGenerator<Buffer> {
  for await (const group of wanted)
    yield* readRows(source, select(table, table.columns, keyCondition(keys, group)), 1, where) as AsyncIterable<Buffer>;
}

async function one(
  source: SourceConnection,
  sql: string,
  parameters: Condition['parameters'] = [],
): Promise<string | null> {
  const [row] = await source.query(sql, parameters);
  return row?.[0] ?? null;
}

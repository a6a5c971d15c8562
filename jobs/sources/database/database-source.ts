import { Readable } from 'node:stream';
import { keyScanOf } from '../../../model/key-scan';
import { absentColumns, keySources, placeAmong } from '../../../model/mapping/mapped-columns';
import type { Entity } from '../../../model/types';
import type { SourceKeys } from '../../lake/scanned-content';
import type { Snapshot, SourceUse, TableSource, Window } from '../source';
import { describeTable, type ReadHospital, sourcesOf } from './describe';
import type { DescribedColumn, DescribedTable } from './described-table';
import type { DatabaseDialect } from './dialect';
import { keyCondition } from './key-condition';
import { SessionUse } from './measured-session';
import type { DatabaseSession } from './session';
import { TableProof } from './table-proof';
import { readTotals } from './totals';
import { watermarkQuery, windowCondition } from './window';

/** A hospital's database, read table by table, each in one read-only consistent snapshot on a connection of its own. */
export class DatabaseSource implements TableSource {
  private readonly open = new Set<DatabaseSession>();
  private readonly use = new SessionUse();

  constructor(
    private readonly hospital: ReadHospital,
    private readonly dialect: DatabaseDialect,
    /** A new connection. */
    private readonly connect: () => Promise<DatabaseSession>,
  ) {}

  async snapshot<Result>(
    entity: Entity,
    window: Window,
    work: (snapshot: Snapshot) => Promise<Result>,
  ): Promise<Result> {
    const { hospital, dialect } = this;
    const session = this.use.measure(await this.connect(), hospital.emr.limits);
    this.open.add(session);
    try {
      const takenAt = await session.begin();
      // In the transaction: a query of the mapping cannot write.
      const table = await describeTable(session, entity, hospital, dialect);
      const highest = watermarkQuery(table, window, takenAt, dialect);
      const [watermark = null] = highest === null ? [] : await session.row(highest);
      const where = `database "${hospital.emr.database}", table ${entity.name}`;
      const keyNames = keySources(entity, table.mapped).map(({ name }) => name);
      const keys = keyNames.flatMap((name) => table.sources[placeAmong(table.sources, name)] ?? []);
      return await work({
        takenAt,
        watermark,
        absent: absentColumns(
          table.mapped,
          (name) => (table.sources[placeAmong(table.sources, name)]?.dataType ?? null) !== null,
        ),
        instants: table.mapped.flatMap((each) =>
          isInstant(sourcesOf(table, each), dialect) ? [each.column.name] : [],
        ),
        rows: () =>
          session.rows(select(table, table.sources, windowCondition(table.cursor, window, dialect)), 1, where),
        rowsOf: (wanted) => {
          const chosen = (group: SourceKeys) => select(table, table.sources, keyCondition(keys, group, dialect));
          return Readable.from(rowsOf(session, chosen, wanted, where), { objectMode: false });
        },
        keys: () =>
          keyScanOf(hospital, entity.name) === 'never' ? null : session.rows(select(table, keys, 'true'), 0, where),
        proof: (timeZone) =>
          new TableProof(session, table, entity, dialect, {
            ...{ timeZone, limits: hospital.emr.limits },
            hasEnded: () => !this.open.has(session),
          }),
        totals: async () =>
          keyScanOf(hospital, entity.name) === 'never' || window.until !== null
            ? null
            : readTotals(session, table, entity, dialect),
      });
    } finally {
      this.open.delete(session);
      session.close();
    }
  }

  used(): SourceUse | null {
    return this.use.total();
  }

  /** Ends snapshots that are still open: their pending reads fail with `SOURCE_CONNECTION_LOST`. */
  async close(): Promise<void> {
    for (const session of this.open) session.close();
    this.open.clear();
  }
}

/** The server writes them in UTC. A column built from other types too is read as it is written. */
function isInstant(sources: readonly DescribedColumn[], { cursor: { instantTypes } }: DatabaseDialect): boolean {
  return sources.length > 0 && sources.every(({ dataType }) => dataType !== null && instantTypes.includes(dataType));
}

function select(table: DescribedTable, columns: readonly DescribedColumn[], condition: string): string {
  return `select ${columns.map(({ read }) => read).join(', ')} from ${table.table} where ${condition}`;
}

/** One query for each group of keys. */
async function* rowsOf(
  session: DatabaseSession,
  chosen: (group: SourceKeys) => string,
  wanted: AsyncIterable<SourceKeys>,
  where: string,
): AsyncGenerator<Buffer> {
  for await (const group of wanted) yield* session.rows(chosen(group), 1, where) as AsyncIterable<Buffer>;
}

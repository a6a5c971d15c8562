import { cursorSource, mappedColumns, sourceNames, sourceTable } from './mapping/mapped-columns';
import { mappingVersion } from './mapping/mapping-version';
import { databaseOf, type HospitalSpec, type MySqlSpec } from './spec';
import type { Entity, LogicalType } from './types';

/** One column, as Spark reads and types it. */
interface SparkColumn {
  readonly name: string;
  readonly source: string;
  readonly type: LogicalType;
  /** An amount of money: two decimals, and a total in the manifest. Other numbers have nine decimals and no total. */
  readonly money: boolean;
  /** Prefix to remove from each value; empty: none. */
  readonly stripPrefix: string;
  /** Digits-only values get leading zeros up to this length; 0: no padding. */
  readonly padTo: number;
  /** Not part of what the row says: the row's hash leaves it out. */
  readonly bookkeeping: boolean;
  /** An id or a code: bytes that are a text are read as that text. */
  readonly identifies: boolean;
  /** The source may lack the column. */
  readonly optional: boolean;
}

/** Everything that `jobs/spark/extract_table.py` needs to know about a table: plain JSON, uploaded with the hospital's stack. */
export interface SparkPlan {
  readonly version: 1;
  readonly project: string;
  readonly hospitalId: string;
  readonly table: string;
  /** The environment's: instants become days in it. */
  readonly timeZone: string;
  readonly connection: Pick<MySqlSpec, 'host' | 'port' | 'user' | 'database' | 'tls'> & {
    /** Names of secrets; null: the connection needs none. */
    readonly passwordSecret: string | null;
    readonly certificateAuthoritySecret: string | null;
  };
  readonly sourceTable: string;
  /** Condition on the rows, as the mapping says it; null: every row. */
  readonly where: string | null;
  /** `mappingVersion(...)`, for the manifest. */
  readonly mappingVersion: string;
  /** Source columns of the key, in the model's order: Spark reads the table in ranges of them. */
  readonly key: readonly string[];
  /** Common name of the column that grows with each change; null: every run reads the whole table. */
  readonly cursor: string | null;
  readonly columns: readonly SparkColumn[];
}

/** The plan of one EMR table of a hospital, without `sparkProblems`. */
export function sparkPlan(
  { project, timeZone }: Pick<SparkPlan, 'project' | 'timeZone'>,
  hospital: HospitalSpec,
  entity: Entity,
): SparkPlan {
  const { host, port, user, database, tls, passwordSecret, certificateAuthoritySecret } = databaseOf(hospital);
  const columns = mappedColumns(entity, hospital.mapping);
  return {
    version: 1,
    project,
    hospitalId: hospital.id,
    table: entity.name,
    timeZone,
    connection: {
      ...{ host, port, user, database, tls },
      passwordSecret: passwordSecret ?? null,
      certificateAuthoritySecret: certificateAuthoritySecret ?? null,
    },
    sourceTable: sourceTable(entity, hospital.mapping),
    where: hospital.mapping[entity.name]?.where ?? null,
    mappingVersion: mappingVersion(entity, hospital.mapping),
    key: columns.filter(({ column }) => entity.key.includes(column.name)).flatMap(sourceNames),
    cursor: cursorSource(entity, hospital.mapping) === null ? null : entity.cursor,
    columns: columns.map(({ column, origin, stripPrefix, padTo, mayBeAbsent }) => ({
      name: column.name,
      // `sparkProblems` has seen that each column comes from one.
      source: sourceNames({ origin })[0] ?? column.source,
      type: column.type,
      money: column.unit === 'usd',
      stripPrefix,
      padTo: padTo ?? column.padTo ?? 0,
      bookkeeping: column.bookkeeping ?? false,
      identifies: column.canonical !== undefined,
      optional: mayBeAbsent,
    })),
  };
}

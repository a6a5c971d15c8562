import { mappedColumns, sourceTable } from './mapping';
import type { HospitalSpec } from './spec';
import type { Entity, LogicalType } from './types';

/** One column, as Spark reads and types it. */
interface SparkColumn {
  readonly name: string;
  readonly source: string;
  readonly type: LogicalType;
  /** Two decimals and a total in the manifest, instead of nine decimals and none. */
  readonly money: boolean;
  /** Taken off the front of each value; empty: nothing. */
  readonly stripPrefix: string;
  /** Digits-only values shorter than this get leading zeros; 0: none. */
  readonly padTo: number;
  /** The source may lack it. */
  readonly optional: boolean;
}

/** Everything that `jobs/spark/extract_table.py` knows of a table: plain JSON, uploaded with the hospital's stack. */
export interface SparkPlan {
  readonly version: 1;
  readonly project: string;
  readonly hospitalId: string;
  readonly table: string;
  readonly connection: Pick<HospitalSpec['emr'], 'host' | 'port' | 'user' | 'database' | 'tls'> & {
    /** Names of secrets; null: there is none. */
    readonly passwordSecret: string | null;
    readonly certificateAuthoritySecret: string | null;
  };
  readonly sourceTable: string;
  /** Source columns of the key, in the model's order: what the table is cut into ranges by. */
  readonly key: readonly string[];
  /** Common name of the column that grows with each change; null: every run reads the whole table. */
  readonly cursor: string | null;
  readonly columns: readonly SparkColumn[];
}

/** The plan of one EMR table of a hospital. */
export function sparkPlan(project: string, hospital: HospitalSpec, entity: Entity): SparkPlan {
  const { host, port, user, database, tls, passwordSecret, certificateAuthoritySecret } = hospital.emr;
  const columns = mappedColumns(entity, hospital.mapping);
  return {
    version: 1,
    project,
    hospitalId: hospital.id,
    table: entity.name,
    connection: {
      ...{ host, port, user, database, tls },
      passwordSecret: passwordSecret ?? null,
      certificateAuthoritySecret: certificateAuthoritySecret ?? null,
    },
    sourceTable: sourceTable(entity, hospital.mapping),
    key: columns.filter(({ column }) => entity.key.includes(column.name)).map(({ source }) => source),
    cursor: entity.cursor,
    columns: columns.map(({ column, source, stripPrefix }) => ({
      name: column.name,
      source,
      type: column.type,
      money: column.unit === 'usd',
      stripPrefix,
      padTo: column.padTo ?? 0,
      optional: column.optionalInSource ?? false,
    })),
  };
}

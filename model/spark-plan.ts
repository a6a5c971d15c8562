import { hashTags } from './hash-tags';
import { type DateFormat, dateFormatOf } from './mapping/date-format';
import {
  cursorSource,
  keySources,
  type MappedColumn,
  mappedColumns,
  placeAmong,
  type SourceColumn,
  sourceColumns,
  sourceTable,
  type Verbs,
} from './mapping/mapped-columns';
import { mappingVersion } from './mapping/mapping-version';
import { databaseOf, type HospitalSpec, type MySqlSpec } from './spec';
import type { Entity, LogicalType } from './types';

/** A column of the source that Spark reads. */
interface SparkSource {
  readonly name: string;
  /** The source may lack the column. */
  readonly optional: boolean;
  /** An id or a code: bytes that are a text are read as that text. */
  readonly identifies: boolean;
}

/** Where the text of a column begins, by places among the plan's `sources`. */
type SparkOrigin =
  | { readonly kind: 'column'; readonly place: number }
  | { readonly kind: 'concat'; readonly parts: readonly ({ readonly place: number } | { readonly text: string })[] }
  | { readonly kind: 'coalesce'; readonly places: readonly number[] }
  | { readonly kind: 'constant'; readonly text: string }
  | { readonly kind: 'absent' };

/** One column of the model, as Spark makes and types it. */
interface SparkColumn {
  readonly name: string;
  readonly type: LogicalType;
  /** An amount of money: two decimals, and a total in the manifest. Other numbers have nine decimals and no total. */
  readonly money: boolean;
  /** Length up to which the model itself pads digits, where the mapping does not; 0: no padding. */
  readonly modelPadTo: number;
  /** Stands for the column in the text that a row's hash is of. */
  readonly tag: string;
  /** Not part of what the row says: the row's hash leaves it out. */
  readonly bookkeeping: boolean;
  readonly origin: SparkOrigin;
  readonly verbs: Omit<Verbs, 'format'> & { readonly format: DateFormat | null };
}

/**
 * Everything that `jobs/spark/extract_table.py` needs to know about a table: plain JSON, uploaded with the hospital's stack. The mapping is
 * in it as what it says and not as SQL, so that no text of it is ever read as code.
 */
export interface SparkPlan {
  readonly version: 3;
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
  /** The table that is read; where `query` stands in for it, its usual name. */
  readonly sourceTable: string;
  /** A SELECT of the mapping, instead of the table; null: the table. */
  readonly query: string | null;
  /** Condition on the rows, as the mapping says it; null: every row. */
  readonly where: string | null;
  /** `mappingVersion(...)`, for the manifest. */
  readonly mappingVersion: string;
  /** `sourceColumns(...)`. */
  readonly sources: readonly SparkSource[];
  /** Places among `sources` of the key's columns, in the model's order: Spark reads the table in ranges of the first. */
  readonly key: readonly number[];
  /** Place of the source column that grows with each change, and the zone of its clock (null: UTC); null: every run reads the whole table. */
  readonly cursor: { readonly place: number; readonly zone: string | null } | null;
  /** The common column that says since when a row is as it is; null: the source has none. */
  readonly statedBy: string | null;
  readonly columns: readonly SparkColumn[];
}

/** The plan of one EMR table of a hospital. */
export function sparkPlan(
  { project, timeZone }: Pick<SparkPlan, 'project' | 'timeZone'>,
  hospital: HospitalSpec,
  entity: Entity,
): SparkPlan {
  const { host, port, user, database, tls, passwordSecret, certificateAuthoritySecret } = databaseOf(hospital);
  const { from, where } = hospital.mapping[entity.name] ?? {};
  const columns = mappedColumns(entity, hospital.mapping);
  const sources = sourceColumns(columns);
  const cursor = cursorSource(entity, hospital.mapping);
  const tags = hashTags(columns.map(({ column }) => column.name));
  const statesTime = columns.some(({ column, origin }) => column.name === entity.cursor && origin.kind !== 'absent');
  return {
    version: 3,
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
    query: from?.query ?? null,
    where: where ?? null,
    mappingVersion: mappingVersion(entity, hospital.mapping),
    sources: sources.map(({ name, optional, canonical }) => ({ name, optional, identifies: canonical !== undefined })),
    key: keySources(entity, columns).map(({ name }) => placeAmong(sources, name)),
    cursor: cursor && { place: placeAmong(sources, cursor.name), zone: cursor.zone },
    statedBy: statesTime ? entity.cursor : null,
    columns: columns.map((mapped) => sparkColumn(mapped, sources, tags.get(mapped.column.name) ?? '')),
  };
}

function sparkColumn(mapped: MappedColumn, sources: readonly SourceColumn[], tag: string): SparkColumn {
  const { column, origin, mayBeAbsent: _, format, ...verbs } = mapped;
  return {
    name: column.name,
    type: column.type,
    money: column.unit === 'usd',
    tag,
    modelPadTo: verbs.padTo === null ? (column.padTo ?? 0) : 0,
    bookkeeping: column.bookkeeping ?? false,
    origin: sparkOrigin(origin, sources),
    verbs: { ...verbs, format: format === null ? null : dateFormatOf(format) },
  };
}

function sparkOrigin(origin: MappedColumn['origin'], sources: readonly SourceColumn[]): SparkOrigin {
  const placeOf = (name: string) => placeAmong(sources, name);
  switch (origin.kind) {
    case 'column':
      return { kind: 'column', place: placeOf(origin.name) };
    case 'concat':
      return {
        kind: 'concat',
        parts: origin.parts.map((part) => ('column' in part ? { place: placeOf(part.column) } : part)),
      };
    case 'coalesce':
      return { kind: 'coalesce', places: origin.names.map(placeOf) };
    default:
      return origin;
  }
}

import type { PostgresSpec } from '../../../model/spec';
import { JobError } from '../../errors';
import { DatabaseSource } from '../database/database-source';
import type { ReadHospital } from '../database/describe';
import type { DatabaseSession, ServerColumn, ServerTable } from '../database/session';
import { type ConnectOptions, connect, type PostgresConnection } from './connect';
import { copyRows } from './copy-rows';
import { POSTGRES, quoted } from './postgres-dialect';
import { qualifiers } from './qualifiers';
import { textLiteral } from './text-literal';

/** A hospital's PostgreSQL database: one schema of it. */
export class PostgresSource extends DatabaseSource {
  constructor(hospital: ReadHospital & { readonly emr: PostgresSpec }, options: ConnectOptions) {
    super(hospital, POSTGRES, async () => sessionOf(await connect(hospital.emr, options), hospital.emr));
  }
}

/**
 * The transaction, independent of the settings of the server, the database and the user. Settings of the transaction alone: a pool between us and
 * the server may hand the connection to somebody else afterwards.
 */
const begin = ({ schema, limits }: PostgresSpec) => `begin transaction isolation level repeatable read read only;
set local search_path = ${quoted(schema)};
set local timezone = 'UTC';
set local datestyle = 'ISO, YMD';
set local intervalstyle = 'iso_8601';
set local extra_float_digits = 1;
set local client_encoding = 'UTF8';
set local standard_conforming_strings = on;
set local xmloption = content;
set local statement_timeout = ${(limits?.statementSeconds ?? 0) * 1_000};
select to_char(statement_timestamp() at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')`;

function sessionOf(source: PostgresConnection, emr: PostgresSpec): DatabaseSession {
  const { schema } = emr;
  const first = async (sql: string) => (await source.query(sql))[0] ?? [];
  const columnsOf = async (sql: string): Promise<ServerColumn[]> => {
    const { fields } = await source.statement(`select * from (${sql}) as source limit 0`);
    const numbers = [...new Set(fields.map(({ dataTypeID }) => dataTypeID))];
    if (numbers.length === 0) return [];
    const types = await source.query(
      `select t.oid, case when n.nspname = 'pg_catalog' then t.typname else n.nspname || '.' || t.typname end
from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace where t.oid in (${numbers.join(', ')})`,
    );
    const named = new Map(types.map(([oid, type]) => [Number(oid), type ?? '']));
    return fields.map(({ name, dataTypeID }) => ({ name, dataType: named.get(dataTypeID) ?? String(dataTypeID) }));
  };
  return {
    async begin() {
      const [takenAt] = await first(begin(emr));
      return takenAt ?? '';
    },
    async table(name) {
      const found = await readable(source, schema, name);
      if (found === null) return null;
      const sql = `${quoted(schema)}.${quoted(found.name)}`;
      if (found.columns.length === 0) return { name: found.name, sql, columns: [] } satisfies ServerTable;
      return {
        name: found.name,
        sql,
        columns: await columnsOf(`select ${found.columns.map(quoted).join(', ')} from ${sql}`),
      };
    },
    queryColumns: columnsOf,
    async explain(rows, written) {
      await refuseOtherSchemas(source, schema, written);
      await source.statement(`explain select * from ${rows}`);
    },
    row: first,
    all: (sql) => source.query(sql),
    async isOrderedBy(table, column) {
      const [found] = await source.query(
        `select 1 from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
join pg_catalog.pg_class x on x.oid = i.indexrelid join pg_catalog.pg_am m on m.oid = x.relam
where n.nspname = ${textLiteral(schema)} and c.relname = ${textLiteral(table)} and a.attname = ${textLiteral(column)}
  and i.indisvalid and i.indpred is null and m.amname = 'btree' limit 1`,
      );
      return found !== undefined;
    },
    rows: (sql, emptyFields, where) => copyRows(source, sql, emptyFields, where),
    bytesRead: () => source.socket().bytesRead,
    close: () => source.close(),
  };
}

/** A table or view of the schema, with the columns that the user may read. Names are the same in any case, unless two tables differ in it alone. */
async function readable(source: PostgresConnection, schema: string, name: string) {
  const found = await source.query(
    `select c.relname, a.attname from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  and has_column_privilege(c.oid, a.attnum, 'select')
where n.nspname = ${textLiteral(schema)} and c.relkind in ('r', 'p', 'v', 'm', 'f')
  and (c.relname = ${textLiteral(name)} or lower(c.relname) = lower(${textLiteral(name)}))
order by c.relname, a.attnum`,
  );
  const names = [...new Set(found.map(([table]) => table ?? ''))];
  const chosen = names.includes(name) ? name : names[0];
  if (chosen === undefined) return null;
  if (chosen !== name && names.length > 1)
    throw new JobError('SOURCE_NAME_AMBIGUOUS', `schema "${schema}" has tables ${names.join(' and ')}`);
  const columns = found.flatMap(([table, column]) => (table === chosen && column ? [column] : []));
  return { name: chosen, columns };
}

/** A query or condition of the mapping reads the hospital's one schema, whatever else the user could read. @throws JobError `SOURCE_SQL_INVALID` */
async function refuseOtherSchemas(source: PostgresConnection, schema: string, written: string): Promise<void> {
  const names = qualifiers(written);
  if (names.length === 0) return;
  const [other] = await source.query(
    `select nspname from pg_catalog.pg_namespace where nspname in (${names.map(textLiteral).join(', ')}) and nspname <> ${textLiteral(schema)}`,
  );
  if (!other) return;
  const why = `the mapping names the schema "${other[0]}", or gives a table this name; only "${schema}" is read`;
  throw new JobError('SOURCE_SQL_INVALID', why);
}

import type { MySqlSpec } from '../../../model/spec';
import { DatabaseSource } from '../database/database-source';
import type { ReadHospital } from '../database/describe';
import type { DatabaseSession } from '../database/session';
import { type ConnectOptions, connect, type SourceConnection } from './connect';
import { MYSQL, quoted } from './mysql-dialect';
import { readRows } from './read-rows';

const UTF8 = /^(utf8|utf8mb3|utf8mb4|ascii)$/;

/** A hospital's MySQL or MariaDB database. */
export class MySqlSource extends DatabaseSource {
  constructor(hospital: ReadHospital & { readonly emr: MySqlSpec }, options: ConnectOptions) {
    super(hospital, MYSQL, async () => sessionOf(await connect(hospital.emr, options), hospital.emr.database));
  }
}

function sessionOf(source: SourceConnection, database: string): DatabaseSession {
  const row: DatabaseSession['row'] = async (sql) => (await source.query(sql))[0] ?? [];
  return {
    async begin() {
      await source.query('start transaction with consistent snapshot, read only');
      const [takenAt] = await row('select cast(utc_timestamp(6) as char)');
      return takenAt ?? '';
    },
    async table(name) {
      const found = await source.query(
        'select column_name, data_type, character_set_name from information_schema.columns where table_schema = ? and table_name = ?',
        [database, name],
      );
      const columns = found.map(([column, type, characters]) => ({
        name: String(column),
        dataType: String(type).toLowerCase(),
        isUtf8: characters === null || UTF8.test(String(characters)),
      }));
      return { name, sql: quoted(name), columns };
    },
    queryColumns: (query) => source.fieldsOf(`select * from (${query}) as source limit 0`),
    async explain(rows) {
      await source.query(`explain select * from ${rows}`);
    },
    row,
    all: (sql) => source.query(sql),
    async isOrderedBy(table, column) {
      const [found] = await source.query(
        `select 1 from information_schema.statistics
where table_schema = ? and table_name = ? and column_name = ? and seq_in_index = 1 and sub_part is null and index_type = 'BTREE' limit 1`,
        [database, table, column],
      );
      return found !== undefined;
    },
    rows: (sql, emptyFields, where) => readRows(source, sql, emptyFields, where),
    bytesRead: () => source.bytesRead(),
    close: () => source.close(),
  };
}

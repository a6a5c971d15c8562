import type { MySqlSpec } from '../../../model/spec';
import { DatabaseSource } from '../database/database-source';
import type { ReadHospital } from '../database/describe';
import type { DatabaseSession } from '../database/session';
import { type ConnectOptions, connect, type SourceConnection } from './connect';
import { MYSQL, quoted } from './mysql-dialect';
import { readRows } from './read-rows';

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
        'select column_name, data_type from information_schema.columns where table_schema = ? and table_name = ?',
        [database, name],
      );
      const columns = found.map(([column, type]) => ({ name: String(column), dataType: String(type).toLowerCase() }));
      return { sql: quoted(name), columns };
    },
    queryColumns: (query) => source.fieldsOf(`select * from (${query}) as source limit 0`),
    async explain(rows) {
      await source.query(`explain select * from ${rows}`);
    },
    row,
    rows: (sql, emptyFields, where) => readRows(source, sql, emptyFields, where),
    bytesRead: () => source.bytesRead(),
    close: () => source.close(),
  };
}

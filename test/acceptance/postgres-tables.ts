import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { entityOf } from '../../model/catalogue';
import { sourceTable } from '../../model/mapping/mapped-columns';
import type { Model } from '../../model/model';
import type { HospitalSpec } from '../../model/spec';
import { createTableStatements } from '../../sample/mysql';
import type { Postgres } from '../engines/postgres';

/** The types of a sample's tables as PostgreSQL calls them. */
const TYPES: readonly (readonly [RegExp, string])[] = [
  [/DATETIME\(6\)/g, 'TIMESTAMP(6)'],
  [/DECIMAL/g, 'NUMERIC'],
  [/TINYINT\(1\)/g, 'BOOLEAN'],
  // An index of the cursor changes no row.
  [/,\n {2}KEY \(.*\)/g, ''],
  [/`/g, '"'],
];

/** Puts a hospital's extracts into tables of a PostgreSQL database, under the hospital's own names, as `loadIntoMySql` does. */
export async function loadIntoPostgres(
  server: Postgres,
  database: string,
  { model, hospital, extractsFolder }: { model: Model; hospital: HospitalSpec; extractsFolder: string },
): Promise<void> {
  const statements = createTableStatements(model, hospital).map((sql) =>
    TYPES.reduce((text, [mysql, postgres]) => text.replace(mysql, postgres), sql),
  );
  await server.execute(statements.join(';\n'), database);
  for (const name of hospital.tables) {
    const table = sourceTable(entityOf(model, name), hospital.mapping);
    const cast = (value: string, { quoting }: { quoting: boolean }) => (value === '' && !quoting ? null : value);
    const file = createReadStream(join(extractsFolder, hospital.id, `${table}.csv`)).pipe(parse({ cast }));
    const [header = [], ...rows]: (string | null)[][] = await file.toArray();
    const columns = header.map((column) => `"${column}"`).join(', ');
    const values = rows.map((row) => `(${row.map(literal).join(', ')})`).join(', ');
    await server.execute(`DELETE FROM "${table}"; INSERT INTO "${table}" (${columns}) VALUES ${values}`, database);
  }
}

const literal = (value: string | null) => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`);

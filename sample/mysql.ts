import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import type { Connection } from 'mysql2/promise';
import { entityOf } from '../model/catalogue';
import {
  isRenamed,
  keySources,
  mappedColumns,
  sourceColumns,
  sourceNames,
  sourceTable,
} from '../model/mapping/mapped-columns';
import type { Model } from '../model/model';
import type { HospitalSpec } from '../model/spec';
import type { LogicalType } from '../model/types';

/** How an EMR stores each type. Money has cents; a key is short enough for an index. */
const MYSQL_TYPES: Readonly<Record<LogicalType, string>> = {
  STRING: 'VARCHAR(255)',
  INT64: 'BIGINT',
  NUMERIC: 'DECIMAL(12,2)',
  DATE: 'DATE',
  TIMESTAMP: 'DATETIME(6)',
  BOOL: 'TINYINT(1)',
};
const KEY_TYPE = 'VARCHAR(50)';

/** Rows per insert: rows times columns stays well below 65,535, the limit of parameters in a prepared statement. */
const ROWS_PER_INSERT = 500;

type Value = string | null;

/** One `CREATE TABLE IF NOT EXISTS` per EMR table of a hospital, with the hospital's own names and an index on the cursor. */
export function createTableStatements(model: Model, hospital: HospitalSpec): string[] {
  return hospital.tables.map((name) => {
    const table = entityOf(model, name);
    const columns = mappedColumns(table, hospital.mapping);
    const keys = keySources(table, columns).map(({ name }) => name);
    const ofCursor = columns.find(({ column }) => column.name === table.cursor);
    const lines = [
      ...sourceColumns(columns).map(({ name }) => {
        // What is more than renamed may be any text.
        const same = columns.find(
          (each) =>
            each.origin.kind === 'column' &&
            each.origin.name === name &&
            isRenamed(each.column.type === 'TIMESTAMP' ? { ...each, zone: null } : each),
        );
        return `${quoted(name)} ${keys.includes(name) ? `${KEY_TYPE} NOT NULL` : MYSQL_TYPES[same?.column.type ?? 'STRING']}`;
      }),
      `PRIMARY KEY (${keys.map(quoted).join(', ')})`,
      ...(ofCursor ? sourceNames(ofCursor).map((name) => `KEY (${quoted(name)})`) : []),
    ];
    return `CREATE TABLE IF NOT EXISTS ${quoted(sourceTable(table, hospital.mapping))} (\n  ${lines.join(',\n  ')}\n)`;
  });
}

/**
 * Makes a hospital's MySQL tables equal to its extracts: rows that are not in the extracts are deleted.
 * All tables change in one transaction, so a reader never sees half a day.
 * @param connection to the hospital's database, by a user that may create tables and write.
 * @param extractsFolder the folder that `writeSample` wrote.
 * @returns rows by entity.
 */
export async function loadIntoMySql(
  connection: Connection,
  model: Model,
  hospital: HospitalSpec,
  extractsFolder: string,
): Promise<Record<string, number>> {
  for (const statement of createTableStatements(model, hospital)) await connection.query(statement);
  const counts: Record<string, number> = {};
  await connection.beginTransaction();
  try {
    for (const name of hospital.tables) {
      const table = sourceTable(entityOf(model, name), hospital.mapping);
      await connection.query(`DELETE FROM ${quoted(table)}`);
      counts[name] = await insertFile(connection, table, join(extractsFolder, hospital.id, `${table}.csv`));
    }
    await connection.commit();
  } catch (error) {
    await connection.rollback();
    throw error;
  }
  return counts;
}

async function insertFile(connection: Connection, table: string, path: string): Promise<number> {
  // In these files nothing is NULL and `""` is an empty text.
  const cast = (value: string, { quoting }: { quoting: boolean }): Value => (value === '' && !quoting ? null : value);
  const lines: AsyncIterable<Value[]> = createReadStream(path).pipe(parse({ cast }));
  let header: readonly Value[] | null = null;
  let waiting: Value[][] = [];
  let count = 0;
  const flush = async () => {
    if (waiting.length === 0) return;
    const columns = (header ?? []).map((name) => quoted(name ?? '')).join(', ');
    const row = `(${(header ?? []).map(() => '?').join(', ')})`;
    const rows = waiting.map(() => row).join(', ');
    await connection.execute(`INSERT INTO ${quoted(table)} (${columns}) VALUES ${rows}`, waiting.flat());
    count += waiting.length;
    waiting = [];
  };
  for await (const line of lines) {
    if (header === null) {
      header = line;
      continue;
    }
    waiting.push(line);
    if (waiting.length === ROWS_PER_INSERT) await flush();
  }
  await flush();
  return count;
}

function quoted(identifier: string): string {
  return `\`${identifier.replaceAll('`', '``')}\``;
}

import { bronzeTable } from '../../model/catalogue';
import type { HashedRow, RowSums } from '../lake/hashed-rows';
import { provenColumns, rowText } from '../lake/row-proof';
import type { KnownRows } from '../sources/prove-rows';
import type { Dialect } from '../warehouse/dialect';
import { copied, union } from '../warehouse/named-columns';
import { columnList, keyTexts, keyValue, lengthPrefixed, statement } from '../warehouse/statement';
import type { Row, Statement, Warehouse } from '../warehouse/warehouse';
import { ranked } from './event-order';
import { type HospitalTable, statementName } from './hospital-table';

/** What bronze has of a table of a database, hashed from its values as the database hashes its own. */
export function knownRows(warehouse: Pick<Warehouse, 'dialect' | 'query'>, of: HospitalTable): KnownRows {
  const { dialect } = warehouse;
  return {
    sums: async (digits) => {
      const rows = await warehouse.query(rowSums(dialect, of, digits));
      return new Map(rows.map((row): [string, RowSums] => [String(row['chunk']), sumsOf(row)]));
    },
    ofChunks: async (chunks) => (await warehouse.query(rowsOfChunks(dialect, of, chunks))).map(hashedRow),
    ofKeys: async (keyHashes) => (await warehouse.query(rowsOfKeys(dialect, of, keyHashes))).map(hashedRow),
  };
}

const sumsOf = (row: Row): RowSums => ({ rows: Number(row['row_count']), sum: BigInt(String(row['hash_sum'])) });

function hashedRow(row: Row): HashedRow {
  const key = Object.entries(row).flatMap(([name, value]) => (/^k[0-9]+$/.test(name) ? [String(value)] : []));
  return { keyHash: String(row['key_hash']), rowHash: String(row['row_hash']), key };
}

/** Query: rows `chunk`, the first digits of keys' hashes, `row_count`, and `hash_sum` of its rows' hashes. */
export function rowSums(dialect: Dialect, of: HospitalTable, digits: number): Statement {
  return statement(
    statementName('proof.sums', of),
    `
    with ${living(dialect, of)}
    select substr(key_hash, 1, ${digits}) as chunk, ${dialect.cast('count(*)', 'STRING')} as row_count, ${dialect.hashSum('row_hash')} as hash_sum
    from (select ${keyHash(dialect, of)} as key_hash, ${rowHash(dialect, of)} as row_hash from living) h group by 1`,
  );
}

/** Query: rows `key_hash`, `row_hash` and the values of the key, of the rows in these chunks, which all have as many digits. */
export function rowsOfChunks(dialect: Dialect, of: HospitalTable, chunks: readonly string[]): Statement {
  const chunk = `substr(key_hash, 1, ${chunks[0]?.length ?? 1})`;
  return chosenRows(dialect, of, 'chunks', `${chunk} in (${chunks.map(dialect.text).join(', ')})`);
}

/** Query: the same of the rows whose keys have these hashes. */
export function rowsOfKeys(dialect: Dialect, of: HospitalTable, keyHashes: readonly string[]): Statement {
  return chosenRows(dialect, of, 'keys', `key_hash in (${keyHashes.map(dialect.text).join(', ')})`);
}

function chosenRows(dialect: Dialect, of: HospitalTable, name: string, condition: string): Statement {
  const keys = keyTexts(dialect, of.entity).map((text, place) => `${text} as k${place}`);
  return statement(
    statementName(`proof.rows_of_${name}`, of),
    `
    with ${living(dialect, of)}
    select key_hash, ${rowHash(dialect, of)} as row_hash, ${keys.join(', ')}
    from (select *, ${keyHash(dialect, of)} as key_hash from living) h where ${condition}`,
  );
}

const keyHash = (dialect: Dialect, { entity }: HospitalTable) =>
  dialect.sha256(lengthPrefixed(dialect, keyTexts(dialect, entity)));

/** From the values themselves and not from `_row_hash`: it says what was landed, these what is there. */
function rowHash(dialect: Dialect, { entity }: HospitalTable): string {
  const values = provenColumns(entity.columns).map(({ name, type }) => ({ value: dialect.identifier(name), type }));
  return dialect.sha256(rowText(dialect, [...values, { value: '_unreadable', type: 'STRING' }]));
}

/**
 * Tables of a `with`; the last is `living`: the event of each key that holds, unless it is a delete. Most keys have one event; only the others
 * are put in order.
 */
function living(dialect: Dialect, of: HospitalTable): string {
  const { key } = of.entity;
  const names = [...new Set([...key, ...provenColumns(of.entity.columns).map(({ name }) => name), '_unreadable'])];
  const columns = copied(dialect, names);
  const withKey = key.map((name) => `${dialect.identifier(name)} is not null`).join(' and ');
  const from = `from ${dialect.table(bronzeTable(of.entity, of.hospitalId))} b where ${withKey}`;
  const value = keyValue(dialect, of.entity);
  const tables = {
    repeated: `select ${value} as repeated_key ${from} group by 1 having count(*) > 1`,
    events: `select ${columnList(dialect, names)}, _op, _taken_at, _run_id, _seq, _source_ts, _source_time_kind ${from} and ${value} in (select repeated_key from repeated)`,
    ...ranked(dialect, of.entity),
    living: union(dialect, 'all', [
      { columns, from: `${from} and _op = 'U' and ${value} not in (select repeated_key from repeated)` },
      { columns, from: `from ranked where recency = 1 and _op = 'U'` },
    ]),
  };
  return Object.entries(tables)
    .map(([name, sql]) => `${name} as (${sql})`)
    .join(',\n    ');
}

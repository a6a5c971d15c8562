import { bronzeTable } from '../../model/catalogue';
import type { Compared, KnownContent } from '../lake/scanned-content';
import type { Dialect } from '../warehouse/dialect';
import { columnList, keyTexts, lengthPrefixed, statement } from '../warehouse/statement';
import type { Statement, Warehouse } from '../warehouse/warehouse';
import { ranked } from './event-order';
import { type HospitalTable, statementName } from './hospital-table';

/** What bronze has of a table of a database, for a comparison with what the database has. */
export function knownContent(warehouse: Pick<Warehouse, 'dialect' | 'query'>, of: HospitalTable): KnownContent {
  const { dialect } = warehouse;
  return {
    digests: async (compared, digits) => {
      const rows = await warehouse.query(contentDigests(dialect, of, compared, digits));
      return new Map(rows.map((row) => [String(row['chunk']), String(row['digest'])]));
    },
    contents: async (compared, chunks) => {
      const rows = await warehouse.query(contentsOfChunks(dialect, of, compared, chunks));
      return rows.map((row) => ({ keyHash: String(row['key_hash']), content: String(row['content']) }));
    },
  };
}

/** Query: rows `chunk`, the first digits of keys' hashes, and `digest` of the keys and contents of its rows. */
export function contentDigests(dialect: Dialect, of: HospitalTable, compared: Compared, digits: number): Statement {
  const digest = dialect.sha256(dialect.joinTexts('concat(key_hash, content)', 'key_hash'));
  return statement(
    statementName(`content.digests_of_${compared}`, of),
    `
    with ${livingContent(dialect, of, compared)}
    select substr(key_hash, 1, ${digits}) as chunk, ${digest} as digest from living group by 1`,
  );
}

/** Query: rows `key_hash`, `content` of the rows in these chunks, which all have as many digits. */
export function contentsOfChunks(
  dialect: Dialect,
  of: HospitalTable,
  compared: Compared,
  chunks: readonly string[],
): Statement {
  const digits = chunks[0]?.length ?? 1;
  return statement(
    statementName(`content.of_${compared}`, of),
    `
    with ${livingContent(dialect, of, compared)}
    select key_hash, content from living where substr(key_hash, 1, ${digits}) in (${chunks.map(dialect.text).join(', ')})`,
  );
}

/**
 * Tables of a `with`; the last is `living`: `key_hash` and `content` of each key whose last event is not a delete. What is in quarantine is in
 * bronze too, so it is not missing. The hashes are those of `landContentSql` in jobs/lake.
 */
function livingContent(dialect: Dialect, of: HospitalTable, compared: Compared): string {
  const { key } = of.entity;
  const version = dialect.cast('coalesce(_hash_version, 1)', 'STRING');
  const content = compared === 'rows' ? `concat(${version}, ':', _row_hash)` : "''";
  const withKey = key.map((name) => `${dialect.identifier(name)} is not null`).join(' and ');
  const tables = {
    events: `select ${columnList(dialect, key)}, _op, _row_hash, _hash_version, _taken_at, _run_id, _seq from ${dialect.table(bronzeTable(of.entity, of.hospitalId))} b where ${withKey}`,
    ...ranked(dialect, of.entity),
    living: `select ${dialect.sha256(lengthPrefixed(dialect, keyTexts(dialect, of.entity)))} as key_hash, ${content} as content from ranked where recency = 1 and _op = 'U'`,
  };
  return Object.entries(tables)
    .map(([name, sql]) => `${name} as (${sql})`)
    .join(',\n    ');
}

import type { TableDefinition } from '../../../model/types';

type TableName = Pick<TableDefinition, 'dataset' | 'name'>;

/** A statement as a select that reads what the statement reads. */
export interface SelectOf {
  readonly sql: string;
  /** The table whose rows the statement deletes or changes; those of an insert are new and read by nobody. */
  readonly changes?: TableName;
  /** The temporary table that the statement makes of the select. */
  readonly makes?: string;
}

const TABLE = /"([^"]+)"\."([^"]+)"/;
const INSERT = new RegExp(`^insert into ${TABLE.source} \\([^)]*\\)\\s+`);
const DELETE = new RegExp(`^delete from (${TABLE.source}(?: as \\w+| (?!where)\\w+)?)\\s+(?=where )`);
const UPDATE = new RegExp(`^update (${TABLE.source}(?: as \\w+)?)\\s+set `);
const TEMPORARY = /^create or replace temp table (\w+) as\s+/;

/**
 * The select behind a statement of DuckDB's dialect, because DuckDB writes syntax trees of selects only. An update becomes a select of its
 * assignments, which a parser takes for comparisons: they name the same columns.
 * @throws Error for any statement but an insert, delete, update, select or the making of a temporary table: what it scans would be missing in silence.
 */
export function selectOf(statement: string): SelectOf {
  const sql = statement.trim().replace(/;$/, '');
  if (/^(select|with)\b/.test(sql)) return { sql };
  if (INSERT.test(sql)) return { sql: sql.replace(INSERT, '') };
  const made = TEMPORARY.exec(sql);
  if (made) return { sql: sql.slice(made[0].length), makes: made[1] ?? '' };
  const deleted = DELETE.exec(sql);
  if (deleted) return { sql: `select 1 from ${deleted[1]} ${sql.slice(deleted[0].length)}`, changes: named(deleted) };
  const updated = UPDATE.exec(sql);
  if (updated) {
    const rest = sql.slice(updated[0].length);
    const where = outermostWhere(rest);
    return { sql: `select ${rest.slice(0, where)} from ${updated[1]} ${rest.slice(where)}`, changes: named(updated) };
  }
  throw new Error(`It is not known what a statement scans that begins with: ${sql.slice(0, 40)}`);
}

function named([, , dataset = '', name = '']: RegExpExecArray): TableName {
  return { dataset, name };
}

/** Place of the WHERE that stands in no parentheses and in no text. */
function outermostWhere(sql: string): number {
  let depth = 0;
  for (const { 0: token, index } of sql.matchAll(/'(?:''|[^'])*'|"(?:""|[^"])*"|[()]|\bwhere\b/g)) {
    if (token === '(') depth++;
    if (token === ')') depth--;
    if (token === 'where' && depth === 0) return index;
  }
  throw new Error('An update has no WHERE.');
}

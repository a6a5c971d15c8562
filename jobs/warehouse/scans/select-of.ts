import type { TableDefinition } from '../../../model/types';

type TableName = Pick<TableDefinition, 'dataset' | 'name'>;

/** A statement as a select that reads what the statement reads. */
export interface SelectOf {
  readonly sql: string;
  /** The table whose rows the statement deletes or changes; those of an insert are new and read by nobody. */
  readonly changes?: TableName;
}

const TABLE = /"([^"]+)"\."([^"]+)"/;
const INSERT = new RegExp(`^insert into ${TABLE.source} \\([^)]*\\)\\s+`);
const DELETE = new RegExp(`^delete from (${TABLE.source}(?: as \\w+| (?!where)\\w+)?)\\s+(?=where )`);
const UPDATE = new RegExp(`^update (${TABLE.source})\\s+set `);

/**
 * The select behind a statement of DuckDB's dialect, because DuckDB writes syntax trees of selects only. An update becomes a select of its
 * assignments, which a parser takes for comparisons: they name the same columns.
 * @throws Error for any statement but an insert, delete, update or select: what it scans would be missing in silence.
 */
export function selectOf(statement: string): SelectOf {
  const sql = statement.trim().replace(/;$/, '');
  if (/^(select|with)\b/.test(sql)) return { sql };
  if (INSERT.test(sql)) return { sql: sql.replace(INSERT, '') };
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

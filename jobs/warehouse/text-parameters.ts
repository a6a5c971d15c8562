import type { LogicalType } from '../../model/types';
import type { Dialect } from './dialect';
import type { Parameter, Statement } from './warehouse';

/** SQL whose parameters are all texts: the SQL itself casts them. */
export interface BoundSql {
  readonly sql: string;
  readonly values: Readonly<Record<string, string | null>>;
}

/** String literals, quoted identifiers and comments: a sign in them is not a parameter. */
const QUOTED: Record<Dialect['name'], string> = {
  duckdb: `'(?:''|[^'])*'|"(?:""|[^"])*"|--[^\\n]*`,
  bigquery: '\'(?:\\\\.|[^\'\\\\])*\'|"(?:\\\\.|[^"\\\\])*"|`(?:\\\\.|[^`\\\\])*`|--[^\\n]*',
};

function asText({ type, value }: Parameter): string | null {
  if (value === null) return null;
  // Without an offset the time zone of the session would decide.
  return type === 'TIMESTAMP' ? `${value}+00:00` : String(value);
}

/**
 * Rewrites the parameters of a statement so that every value travels as text and is cast where it is used: exact digits and microseconds,
 * typed NULLs, one way for all types and engines. A parameter therefore stands where an expression may, not behind LIMIT.
 * A name that the statement does not bind stays as it is and fails in the engine; an unused value is left out, because engines refuse it.
 * @param prefix put before each name, so that statements of one script do not meet.
 */
export function bindAsText(dialect: Dialect, { sql, parameters = {} }: Statement, prefix = ''): BoundSql {
  const sign = dialect.parameter('x').slice(0, 1);
  const tokens = new RegExp(`${QUOTED[dialect.name]}|\\${sign}([A-Za-z_][A-Za-z0-9_]*)`, 'gs');
  const values: Record<string, string | null> = {};
  const rewritten = sql.replace(tokens, (token: string, name: string | undefined) => {
    const parameter = name === undefined ? undefined : parameters[name];
    if (name === undefined || parameter === undefined) return token;
    const unique = `${prefix}${name}`;
    values[unique] = asText(parameter);
    return typed(dialect, dialect.parameter(unique), parameter.type);
  });
  return { sql: rewritten, values };
}

function typed(dialect: Dialect, parameter: string, type: LogicalType): string {
  // A text is cast too: an untyped NULL has no type of its own in DuckDB.
  return dialect.cast(parameter, type);
}

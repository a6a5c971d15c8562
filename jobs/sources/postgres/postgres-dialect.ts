import type { SourceColumn } from '../../../model/mapping/mapped-columns';
import type { DescribedColumn } from '../database/described-table';
import type { AmountSql, CursorSql, DatabaseDialect } from '../database/dialect';
import { POSTGRES_PROOF } from './proof-sql';
import { textLiteral } from './text-literal';

/** A name in double quotes, whatever it has in it. */
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

const typed = (text: string, type: string) => `cast(${textLiteral(text)} as ${type})`;

/**
 * SQL of a column as the text that loses nothing, spelled as MySQL spells it where both have the type: instants in UTC without an offset, a
 * single-precision number with all of its digits, bytes as hexadecimal digits. In an id or a code, bytes that are a text (printable ASCII) are
 * that text, because the tables that refer to it hold it as text.
 */
function columnText(column: string, dataType: string, { canonical }: Pick<SourceColumn, 'canonical'>): string {
  const text = (sql: string) => `cast(${sql} as text)`;
  switch (dataType) {
    case 'timestamptz':
      return text(`(${column} at time zone 'UTC')`);
    case 'float4':
      return text(`cast(${column} as float8)`);
    // Its own text depends on the server's locale.
    case 'money':
      return text(`cast(${column} as numeric)`);
    case 'bytea': {
      const digits = `upper(encode(${column}, 'hex'))`;
      if (canonical === undefined) return digits;
      return `case when ${digits} ~ '^([2-6][0-9A-F]|7[0-9A-E])+$' then encode(${column}, 'escape') else ${digits} end`;
    }
    default:
      return text(column);
  }
}

/** Types whose values are compared as such: their texts can differ where they do not, and their indexes serve. */
const COMPARED = [
  ...['int2', 'int4', 'int8', 'numeric', 'float4', 'float8', 'text', 'varchar', 'bpchar', 'uuid', 'date', 'timestamp'],
  ...['bool', 'oid'],
];

function sameValue({ column, read, dataType }: DescribedColumn, text: string): string {
  if (dataType === 'timestamptz') return `${column} = (${typed(text, 'timestamp')} at time zone 'UTC')`;
  if (dataType !== null && COMPARED.includes(dataType)) return `${column} = ${typed(text, dataType)}`;
  return `${read} = ${textLiteral(text)}`;
}

/** Moments that say nothing: PostgreSQL's own, for "not yet" and "for ever". */
const ENDLESS = ['infinity', '-infinity'];

const CURSOR: CursorSql = {
  types: ['date', 'timestamp', 'timestamptz'],
  instantTypes: ['timestamptz'],
  value: (text, type) =>
    type === 'timestamptz' ? `(${typed(text, 'timestamp')} at time zone 'UTC')` : typed(text, type),
  earlier: (value, seconds, type) => {
    const moved = `${value} - make_interval(secs => ${seconds})`;
    return type === 'date' ? `cast(${moved} as date)` : moved;
  },
  saysNothing: (column, type) => `${column} in (${ENDLESS.map((text) => typed(text, type)).join(', ')})`,
  isMoment: (column, type) => `${column} > ${typed('-infinity', type)}`,
  text: (moment, type) => columnText(moment, type, { canonical: undefined }),
};

/** Longer numbers exceed any amount, and the server would refuse to read them. */
const NO_NUMBER = "'^.{200}|[eE][-+]?[0-9]{4}'";

const AMOUNTS: AmountSql = {
  numbers: ['int2', 'int4', 'int8', 'numeric', 'money'],
  cents: (number) => `round(cast(${number} as numeric), 2)`,
  decimal: (text) => `case when ${text} !~ ${NO_NUMBER} then cast(${text} as numeric) end`,
  // By bytes: a locale has blanks and digits of its own.
  matches: (text, pattern) => `(${text}) collate "C" ~ ${textLiteral(`^(${pattern})$`)}`,
  withoutPrefix: (text, prefix) => {
    const { length } = [...prefix];
    return `(case when left(${text}, ${length}) collate "C" = ${textLiteral(prefix)} then substr(${text}, ${length + 1}) else ${text} end)`;
  },
  joined: (texts) => `(${texts.join(' || ')})`,
  text: (number) => `cast(${number} as text)`,
};

/** SQL of PostgreSQL. */
export const POSTGRES: DatabaseDialect = {
  ...{ quoted, literal: textLiteral, columnText, sameValue, cursor: CURSOR, amounts: AMOUNTS },
  proof: POSTGRES_PROOF,
};

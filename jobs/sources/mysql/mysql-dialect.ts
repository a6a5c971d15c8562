import type { SourceColumn } from '../../../model/mapping/mapped-columns';
import type { DescribedColumn } from '../database/described-table';
import type { AmountSql, CursorSql, DatabaseDialect } from '../database/dialect';
import { textLiteral } from './bound-sql';
import { MYSQL_PROOF } from './proof-sql';

/** Data types that hold bytes. */
export const BYTES = ['binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob', 'geometry'];
const INTEGERS = ['tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'bit', 'year'];

/** A name in backquotes, whatever it has in it. */
export const quoted = (name: string) => `\`${name.replaceAll('`', '``')}\``;

/**
 * SQL of a column as the text that loses nothing. Bytes are hexadecimal digits; in an id or a code, bytes that are a text (printable ASCII)
 * are that text, because the tables that refer to it hold it as text.
 */
function columnText(column: string, dataType: string, { canonical }: Pick<SourceColumn, 'canonical'>): string {
  // The server shows a FLOAT with 6 digits: 123456.78 would arrive as 123457.
  if (dataType === 'float') return `cast(${column} as double)`;
  if (dataType === 'bit') return `cast(${column} as unsigned)`;
  if (!BYTES.includes(dataType)) return column;
  const digits = `hex(${column})`;
  if (canonical === undefined || dataType === 'geometry') return digits;
  // A BINARY(n) is filled up with zeros.
  const [end, text] = dataType === 'binary' ? ['(00)*', `trim(trailing x'00' from ${column})`] : ['', column];
  return `case when ${digits} regexp '^([2-6][0-9A-F]|7[0-9A-E])+${end}$' then convert(${text} using utf8mb4) else ${digits} end`;
}

function sameValue({ column, read, dataType, canonical }: DescribedColumn, text: string): string {
  const literal = textLiteral(text);
  // The text of bytes may be their digits or the text that they are: only what was read says which.
  if (dataType !== null && BYTES.includes(dataType))
    return canonical ? `${read} = ${literal}` : `${column} = unhex(${literal})`;
  if (dataType !== null && INTEGERS.includes(dataType))
    return `${column} = cast(${literal} as ${text.startsWith('-') ? 'signed' : 'unsigned'})`;
  if (dataType === 'decimal') return `${column} = cast(${literal} as decimal(65, 30))`;
  if (dataType === 'float' || dataType === 'double') return `${column} = cast(${literal} as double)`;
  return `${column} = ${literal}`;
}

const ZERO_DATE = "'0000-00-00'";

const CURSOR: CursorSql = {
  types: ['date', 'datetime', 'timestamp'],
  instantTypes: ['timestamp'],
  value: (text, type) => `cast(${textLiteral(text)} as ${type === 'date' ? 'date' : 'datetime(6)'})`,
  earlier: (value, seconds, type) => {
    const moved = `${value} - interval ${seconds} second`;
    return type === 'date' ? `date(${moved})` : moved;
  },
  saysNothing: (column) => `${column} = ${ZERO_DATE}`,
  isMoment: (column) => `${column} > ${ZERO_DATE}`,
  text: (moment) => `cast(${moment} as char)`,
};

const AMOUNTS: AmountSql = {
  numbers: ['tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'decimal', 'float', 'double', 'bit'],
  // Casting rounds half away from zero.
  cents: (number) => `cast(${number} as decimal(65, 2))`,
  // 30 digits after the point are more than any amount has.
  decimal: (text) => `cast(${text} as decimal(65, 30))`,
  matches: (text, pattern) => `${text} regexp ${textLiteral(`^(${pattern})$`)}`,
  withoutPrefix: (text, prefix) => {
    const { length } = [...prefix];
    return `if(binary left(${text}, ${length}) = binary ${textLiteral(prefix)}, substr(${text}, ${length + 1}), ${text})`;
  },
  joined: (texts) => `concat(${texts.join(', ')})`,
  text: (number) => `cast(${number} as char)`,
};

/** SQL of MySQL and MariaDB, in an empty `sql_mode`. */
export const MYSQL: DatabaseDialect = {
  ...{ quoted, literal: textLiteral, columnText, sameValue, cursor: CURSOR, amounts: AMOUNTS },
  proof: MYSQL_PROOF,
};

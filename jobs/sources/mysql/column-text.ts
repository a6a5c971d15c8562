import type { SourceColumn } from '../../../model/mapping/mapped-columns';

/** Data types that hold bytes. */
export const BYTES = ['binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob', 'geometry'];

/**
 * SQL of a column as the text that loses nothing. Bytes are hexadecimal digits; in an id or a code, bytes that are a text (printable ASCII)
 * are that text, because the tables that refer to it hold it as text.
 * @param dataType lower-case data type of the server.
 */
export function columnText(column: string, dataType: string, { canonical }: Pick<SourceColumn, 'canonical'>): string {
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

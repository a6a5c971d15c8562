/** Data types of `information_schema` by the numbers of the protocol, for values that are sent as texts. */
const NAMES: Readonly<Record<number, string>> = {
  ...{ 0: 'decimal', 1: 'tinyint', 2: 'smallint', 3: 'int', 4: 'float', 5: 'double', 7: 'timestamp', 8: 'bigint' },
  ...{ 9: 'mediumint', 10: 'date', 11: 'time', 12: 'datetime', 13: 'year', 16: 'bit', 245: 'json', 246: 'decimal' },
  255: 'geometry',
};
/** Types that hold a text, or bytes where the character set is this one. */
const BYTES_CHARSET = 63;
const LONG = [249, 250, 251, 252];

/** The data type of a column of a result, as `information_schema.columns` would name it. */
export function fieldType({ type, charset }: { readonly type: number; readonly charset: number }): string {
  const known = NAMES[type];
  if (known !== undefined) return known;
  const isBytes = charset === BYTES_CHARSET;
  if (LONG.includes(type)) return isBytes ? 'blob' : 'text';
  // A BINARY(n) is filled up with zeros.
  if (type === 254) return isBytes ? 'binary' : 'char';
  return isBytes ? 'varbinary' : 'varchar';
}

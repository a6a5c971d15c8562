import type { Entity, EntityColumn, LogicalType } from '../../model/types';

const WHOLE = ['tinyint', 'smallint', 'mediumint', 'int', 'integer', 'bigint'];
const NUMBERS = [...WHOLE, 'decimal', 'numeric', 'float', 'double'];
const DAYS = ['date', 'datetime', 'timestamp'];
/** Data types of MySQL that hold text. */
export const TEXTS: readonly string[] = ['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext'];

/** Data types of MySQL that hold what a common column wants. Codes and ids come as numbers too; ids also as bytes. */
const HOLDS: Readonly<Record<LogicalType, readonly string[]>> = {
  STRING: [...TEXTS, ...WHOLE, 'decimal', 'enum', 'set', 'binary', 'varbinary', 'uuid'],
  INT64: WHOLE,
  NUMERIC: NUMBERS,
  DATE: DAYS,
  TIMESTAMP: DAYS,
  BOOL: [...WHOLE, 'bit'],
};

/** The type of every column of a delivered file: landing reads it as what the common column wants. */
export const FILE_TEXT = 'text of a file';

/** What texts must look like to be read as another type; patterns that MySQL and MariaDB read alike. */
const SHAPES: Partial<Readonly<Record<LogicalType, string>>> = {
  DATE: '^[0-9]{4}-[0-9]{2}-[0-9]{2}( 00:00:00.*)?$',
  TIMESTAMP: '^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}',
  NUMERIC: '^-?[0-9]+([.][0-9]+)?$',
};

/**
 * Whether a column of the source can be the common column, by its type: `shape` when its texts decide.
 * @param dataType lower-case, as information_schema has it.
 */
export function typeFits(entity: Entity, column: EntityColumn, dataType: string): 'yes' | 'no' | 'shape' {
  if (dataType === FILE_TEXT || HOLDS[column.type].includes(dataType)) return 'yes';
  // The server compares a cursor with a watermark, so text does not work.
  if (column.name === entity.cursor) return 'no';
  // A number may be a day, such as 20260131.
  if (WHOLE.includes(dataType) && column.type === 'DATE') return 'shape';
  if (!TEXTS.includes(dataType)) return 'no';
  return SHAPES[column.type] === undefined ? 'no' : 'shape';
}

/** The pattern that texts of the column must have; undefined: any. */
export function shapeOf(column: EntityColumn): string | undefined {
  return SHAPES[column.type];
}

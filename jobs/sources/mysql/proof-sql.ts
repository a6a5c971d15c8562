import type { ProofSql } from '../database/dialect';
import { textLiteral } from './bound-sql';

const INTEGERS = ['tinyint', 'smallint', 'mediumint', 'int', 'bigint', 'year'];
const TEXTS = ['char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext'];
/** In a clock of its own; the server needs its tables of time zones, and says NULL without them. */
const inZone = (moment: string, from: string, to: string) =>
  `convert_tz(${moment}, ${textLiteral(from)}, ${textLiteral(to)})`;
/** Equal to no day and to no moment. */
const orUnread = (known: string, moment: string) =>
  `case when ${moment} is null then null else coalesce(${known}, concat('?', ${moment})) end`;

/** How MySQL and MariaDB hash rows, in an empty `sql_mode`. */
export const MYSQL_PROOF: ProofSql = {
  numbers: [...INTEGERS, 'decimal', 'bit'],
  doubles: ['float', 'double'],
  days: ['date'],
  moments: ['datetime', 'timestamp'],
  booleans: [],
  text: ({ read, isUtf8 }) => (isUtf8 ? read : `convert(${read} using utf8mb4)`),
  // Numbers are joined as they are.
  length: (text) => `char_length(${text})`,
  number: ({ read }) => read,
  joined: (texts) => `concat(${texts.join(', ')})`,
  decimals: (number, roundedTo) => {
    const rounded = `cast(${number} as decimal(65, ${roundedTo}))`;
    return roundedTo === 9 ? rounded : `concat(${rounded}, '${'0'.repeat(9 - roundedTo)}')`;
  },
  exact: (text) => `cast(${text} as decimal(65, 30))`,
  same: (left, right) => `binary ${left} = binary ${right}`,
  day: ({ column }, zone) => {
    const local = zone === null ? column : inZone(column, '+00:00', zone);
    return orUnread(`date(${local})`, column);
  },
  moment: ({ column }, zone) => {
    const utc = zone === null ? column : inZone(column, zone, '+00:00');
    return orUnread(`cast(${utc} as datetime(6))`, column);
  },
  sha256: (text) => `sha2(${text}, 256)`,
  hashSum: (hash) => `cast(sum(cast(conv(left(${hash}, 15), 16, 10) as unsigned)) as char)`,
  comparable: ({ dataType }, text) => {
    if (dataType === null) return null;
    if (INTEGERS.includes(dataType))
      return `cast(${textLiteral(text)} as ${text.startsWith('-') ? 'signed' : 'unsigned'})`;
    return TEXTS.includes(dataType) ? textLiteral(text) : null;
  },
};

import type { ProofSql } from '../database/dialect';
import { textLiteral } from './text-literal';

const NUMBERS = ['int2', 'int4', 'int8', 'numeric', 'money'];
/** Types in whose own order a range of keys is asked for. */
const ORDERED = ['int2', 'int4', 'int8', 'text', 'varchar', 'bpchar', 'uuid'];

/** For ever, and years that have more or less than four digits, equal no day and no moment. */
const inRange = (column: string, text: string) =>
  `case when ${column} is null then null when ${column} >= '0001-01-02' and ${column} < '9999-12-31' then ${text} else '?' end`;

/** How PostgreSQL hashes rows. */
export const POSTGRES_PROOF: ProofSql = {
  numbers: NUMBERS,
  doubles: ['float4', 'float8'],
  days: ['date'],
  moments: ['timestamp', 'timestamptz'],
  booleans: ['bool'],
  text: ({ read }) => read,
  length: (text) => `cast(char_length(${text}) as text)`,
  number: ({ column }) => column,
  joined: (texts) => `(${texts.join(' || ')})`,
  decimals: (number, roundedTo) => `cast(round(round(cast(${number} as numeric), ${roundedTo}), 9) as text)`,
  // Longer ones exceed any amount, and the server would refuse to read them.
  exact: (text) => `case when ${text} !~ '^.{200}|[eE][-+]?[0-9]{4}' then cast(${text} as numeric) end`,
  same: (left, right) => `(${left}) collate "C" = ${right}`,
  day: ({ column }, zone) =>
    inRange(column, `to_char(${zone === null ? column : `${column} at time zone ${textLiteral(zone)}`}, 'YYYY-MM-DD')`),
  moment: ({ column, dataType }, zone) => {
    const local = dataType === 'timestamptz' ? 'UTC' : zone;
    const moved = local === null ? column : `${column} at time zone ${textLiteral(local)}`;
    const utc = dataType === 'timestamptz' || zone === null ? moved : `(${moved}) at time zone 'UTC'`;
    return inRange(column, `to_char(${utc}, 'YYYY-MM-DD HH24:MI:SS.US')`);
  },
  sha256: (text) => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`,
  hashSum: (hash) => `cast(sum(cast(cast('x0' || left(${hash}, 15) as bit(64)) as bigint)) as text)`,
  comparable: ({ dataType }, text) =>
    dataType !== null && ORDERED.includes(dataType) ? `cast(${textLiteral(text)} as ${dataType})` : null,
};

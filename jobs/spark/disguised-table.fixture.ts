import { type ColumnMapping, type MappingSpec, mappingSchema } from '../../model/mapping/mapping-spec';
import { parseSpec } from '../../model/parse-spec';
import type { Entity, EntityColumn } from '../../model/types';
import { textLiteral } from '../sources/mysql/bound-sql';
import { quoted } from '../sources/mysql/mysql-dialect';

const EVIL = `'); drop table x; --"`;
/** A name that SQL, JDBC's escapes and Spark's variables all have something to say about. */
const EVIL_NAME = `\${x} {d '1'} \`?"\\ é`;
const EVIL_TEXT = `\${spark.app.name} {fn now()} \`b\` ?\\ \\\\ "q" 'q'\t\n\r\u0001\0 é𝒳`;
const LOOKUP = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`P${n}`, `payer ${n}`]));

type Case = readonly [type: EntityColumn['type'] | 'usd' | 'code', from: ColumnMapping];

/** Each becomes a column of one table: every verb of a mapping, over every text below. */
const CASES: readonly Case[] = [
  ['STRING', 'u'],
  ['STRING', EVIL_NAME],
  ['STRING', { concat: ['t', '-', 'u'] }],
  ['STRING', { concat: [EVIL_NAME, { text: EVIL }, { column: 't' }] }],
  ['STRING', { coalesce: ['t', 'u', EVIL_NAME] }],
  ['STRING', { coalesce: ['t', 'u'], case: 'lower', values: { m: 'x' }, otherwise: 'pass' }],
  ['STRING', { constant: EVIL_TEXT }],
  ['STRING', { absent: true }],
  ['STRING', { column: 't', split: { by: ',', part: 2 } }],
  ['STRING', { column: 't', split: { by: ', ', part: 1 }, trim: true, case: 'title' }],
  ['STRING', { column: 't', split: { by: '\\', part: 2 } }],
  ['STRING', { column: 't', split: { by: `'`, part: 3 }, values: { b: 'x' } }],
  ['STRING', { column: 't', split: { by: 'aa', part: 2 } }],
  ['STRING', { column: 't', trim: true }],
  ['STRING', { column: 't', stripPrefix: 'H3-' }],
  ['STRING', { column: 't', stripPrefix: `');` }],
  ['STRING', { column: 't', stripPrefix: 'é𝒳' }],
  ['STRING', { column: 't', case: 'upper' }],
  ['STRING', { column: 't', case: 'lower' }],
  ['STRING', { column: 't', case: 'title' }],
  ['STRING', { column: 't', padTo: 5 }],
  ['code', 't'],
  ['code', { column: 't', values: { 1: '2', 9: '100' }, otherwise: 'pass' }],
  ['STRING', { column: 't', values: { 1: 'M', 2: 'F', 9: null } }],
  ['STRING', { column: 't', values: { 1: 'M', 9: null }, otherwise: 'quarantine' }],
  ['STRING', { column: 't', values: { 1: 'M', 9: null }, otherwise: 'pass' }],
  ['STRING', { column: 't', values: { 1: 'M', 9: null, '': 'U' }, otherwise: 'unknown' }],
  ['STRING', { column: 't', values: { [EVIL]: EVIL_TEXT, [EVIL_TEXT]: EVIL, '  ': '2' }, otherwise: EVIL_TEXT }],
  ['STRING', { column: 't', values: { 1: 'M' }, otherwise: null }],
  ['STRING', { column: 't', trim: true, case: 'upper', values: { M: 'male' } }],
  ['STRING', { column: 't', values: { lookup: 'payers.csv', lines: LOOKUP }, otherwise: 'other' }],
  ['DATE', 't'],
  ['DATE', { column: 't', format: 'MM/DD/YYYY' }],
  ['DATE', { column: 't', format: 'YYYYMMDD', trim: true }],
  ['DATE', { column: 't', format: 'D.M.YYYY' }],
  ['DATE', { column: 't', format: 'DD-MMM-YYYY' }],
  ['DATE', { column: 't', values: { 99999999: null, 1: '20240229' }, otherwise: 'pass', format: 'YYYYMMDD' }],
  ['DATE', { column: 't', values: { 1: '2024-02-29', 2: 'never' } }],
  ['DATE', { column: 't', zone: 'America/Chicago' }],
  ['DATE', { column: 't', zone: 'Asia/Tokyo' }],
  ['DATE', { column: 'stamp', zone: 'Asia/Tokyo' }],
  ['DATE', { coalesce: ['stamp', 't'] }],
  ['TIMESTAMP', 't'],
  ['TIMESTAMP', { column: 't', format: 'MM/DD/YYYY HH:mm', zone: 'America/Chicago' }],
  ['TIMESTAMP', { column: 't', format: 'YYYY-MM-DDTHH:mm:ss' }],
  ['TIMESTAMP', { column: 't', zone: 'America/Chicago' }],
  ['TIMESTAMP', { column: 't', zone: 'Australia/Lord_Howe', split: { by: ';', part: 1 } }],
  ['TIMESTAMP', { column: 'stamp', zone: 'America/Chicago' }],
  ['TIMESTAMP', { column: 't', values: { 1: '2024-02-29 10:00' }, otherwise: 'quarantine' }],
  ['usd', 't'],
  ['usd', { column: 't', scale: 0.01 }],
  ['usd', { column: 't', scale: -1, trim: true, stripPrefix: 'H3-' }],
  ['usd', { column: 't', scale: 1000 }],
  ['usd', { column: 'single', scale: 0.1 }],
  ['usd', { constant: 12.5 }],
  ['NUMERIC', { column: 't', scale: 0.001, split: { by: ',', part: 1 } }],
  ['NUMERIC', { column: 't', scale: -1e9, values: { 1: '-0.000000001' }, otherwise: 'pass' }],
  ['INT64', { column: 't', values: { 1: ' +7 ', 9: 'x' }, otherwise: 'pass' }],
  ['INT64', { constant: -12 }],
  ['INT64', 'bits'],
  ['BOOL', { column: 't', trim: true }],
  ['BOOL', { column: 't', values: { 1: 'false', 2: 'x' }, otherwise: 'true' }],
  ['BOOL', { constant: true }],
];

const TEXTS: readonly (string | null)[] = [
  ...[
    null,
    '',
    ' ',
    '  ',
    '\u00a0',
    '\t',
    '\u3000 x\u00a0',
    '1',
    '2',
    '9',
    '7',
    ' m',
    'M',
    'P0',
    'P9999',
    'P10000',
    '100',
    'A100',
  ],
  ...[
    'H3-7',
    'H3-H3-7',
    'h3-7',
    'H3-5',
    EVIL,
    EVIL_TEXT,
    'NULL',
    'é𝒳 y',
    '\\',
    'a\\b',
    `'b'b`,
    'aaaa',
    'baab',
    ',',
    'a,',
    'a,,b',
    '12, 13',
  ],
  ...[`O'BRIEN, MARY-ANN lou`, 'straße ÄÖ ÿ', 'İSTANBUL ΣΊΣΥΦΟΣ', 'ŉ ﬁ ǆ ᾳ', 'two\nlines-of\ttext', 'DŽ', 'иван'],
  ...[
    '02/03/1980',
    '2/3/1980',
    '13/1/2025',
    '19800203',
    ' 19800203',
    '99999999',
    '3.2.1980',
    '03-feb-1980',
    '03-ANF-1980',
  ],
  ...[
    '1980-02-03',
    '1980-02-30',
    '0000-00-00',
    '02/30/1980',
    '02/03/2025 14:05',
    '02/03/2025 24:05',
    '2025-02-03T14:05:06',
  ],
  ...[
    '2025-01-02 03:00:00',
    '2025-01-01 20:00:00Z',
    '2025-07-01 20:00:00-05',
    '2025-07-01T20:00:00.5 +0530',
    '1/2/2025 1:05 pm',
  ],
  // What a clock skips, and what it shows twice; before clocks agreed.
  ...[
    '2024-03-10 02:30:00',
    '2024-11-03 00:59:59',
    '2024-11-03 01:00:00',
    '2024-11-03 01:59:59.999999',
    '2024-11-03 02:00:00',
  ],
  ...[
    '2025-04-06 01:30:00;',
    '2025-04-06 01:45:00;x',
    '2025-10-05 02:15:00',
    '1870-01-02 03:04:05',
    '0001-01-01 00:00',
    '0001-01-01 00:00:00',
    '2025-01-02 03:00',
    '2025-01-02 03:00Z',
    '9999-12-31 23:59:59',
    '2025-01-01 10:00 Z\n',
    '\n2025-01-01 10:00Z',
  ],
  ...[
    '12345',
    '1.5e1',
    '-0.5',
    '($1,234)',
    '$ -',
    '-',
    '12.34',
    '1.2345',
    '12.',
    '.5',
    '+5',
    '0.005',
    '-0.004',
    ' 5\t',
    '5 USD',
    '50.00-',
  ],
  ...[
    '1e28',
    '1e40',
    '1e32767',
    '1e32768',
    '1e2147483640',
    '1e99999999999',
    '1e9223372036854775807',
    '1e99999999999999999999',
    '1e-5',
    '1e-300',
    '0e5',
    '12345678901234567890123456789.019',
  ],
  ...['true', 'FALSE ', '0', 'x', 'nan'],
];

const common = { phi: 'none', presence: 'optional', description: 'A case.' } as const;
const columnOf = ([type]: Case, index: number): EntityColumn => {
  const named = { ...common, name: `c${index}`, source: `c${index}` };
  if (type === 'usd') return { ...named, type: 'NUMERIC', unit: 'usd' };
  return type === 'code' ? { ...named, type: 'STRING', padTo: 5 } : { ...named, type };
};

/** A table with one column for each case. */
export const DISGUISED: Entity = {
  ...{ name: 'disguised', title: 'Disguised', grain: 'one row per text', origin: 'emr', source: 'disguised' },
  ...{ key: ['row_id'], cursor: 'changed_at', quality: [] },
  columns: [
    { ...common, name: 'row_id', source: 'RowID', type: 'STRING', presence: 'required', canonical: 'id' },
    ...CASES.map(columnOf),
    { ...common, name: 'changed_at', source: 'ChangedAt', type: 'TIMESTAMP', bookkeeping: true },
  ],
};

const TABLE = quoted('texts`?{}"');

/** Its mapping: a query with a condition, a key of two columns, and the cursor of a local clock. */
export const DISGUISE: MappingSpec = parseSpec(mappingSchema, {
  disguised: {
    from: { query: `select a.*, concat(a.no, '?') as why from ${TABLE} a where a.t is null or a.t <> 'left {out}?'` },
    where: `${quoted(EVIL_NAME)} is null or ${quoted(EVIL_NAME)} <> '{d ''gone''} ?'`,
    cursor: { column: 'local', zone: 'America/Chicago' },
    columns: {
      row_id: { concat: ['clinic', '-', 'no'] },
      ...Object.fromEntries(CASES.map(([, from], index) => [`c${index}`, from])),
    },
  },
});

/** SQL that makes the source: a row for each text, beside the text after it, and one row that the condition leaves out. */
export function disguisedRows(): string {
  const sqlOf = (text: string | null) => (text === null ? 'NULL' : textLiteral(text));
  const rows = TEXTS.map((text, index) => {
    const next = TEXTS[(index + 1) % TEXTS.length] ?? null;
    const stamp = index % 5 === 0 ? 'NULL' : `'2025-07-01 20:00:${String(index % 60).padStart(2, '0')}'`;
    const local = index % 7 === 0 ? 'NULL' : `utc_timestamp() - interval ${index} hour`;
    return `(x'4131', ${index}, ${sqlOf(text)}, ${sqlOf(next)}, ${sqlOf(text)}, ${stamp}, b'${(index % 16).toString(2)}', ${index} + 0.37, ${local})`;
  });
  const gone = `(x'4131', 1000, 'x', 'x', '{d ''gone''} ?', NULL, b'1', 0, NULL)`;
  return `CREATE TABLE ${TABLE} (clinic VARBINARY(8), no INT, t TEXT, u VARCHAR(200), ${quoted(EVIL_NAME)} TEXT, stamp TIMESTAMP NULL,
    bits BIT(4), single FLOAT, local DATETIME(6), PRIMARY KEY (clinic, no)) DEFAULT CHARSET utf8mb4; INSERT INTO ${TABLE} VALUES ${[...rows, gone].join(', ')}`;
}

/** Rows that both readers land. */
export const DISGUISED_ROWS = TEXTS.length;

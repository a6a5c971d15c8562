import type { MappedColumn, ValueMap } from '../../../model/mapping/mapped-columns';
import { provenColumns } from '../../lake/row-proof';
import { sourcesOf } from './describe';
import type { DescribedColumn, DescribedTable } from './described-table';
import type { DatabaseDialect } from './dialect';
import { joinedParts } from './totals';

/** Longer maps are not written into a statement that every row goes through. */
const MOST_LINES = 500;
/** What landing reads as a number without more ado. */
const PLAIN = '-?[0-9]{1,28}([.][0-9]{1,9})?';

/** SQL by which a database writes its rows as landing types them. */
export interface RowTextSql {
  /** The text of a row, as `rowText` of the warehouse writes it. */
  readonly text: string;
  /** Texts of the key's values. */
  readonly keys: readonly string[];
  /** Columns of the model whose values the database cannot write: nothing is proved there, and every row has to be read. */
  readonly unwritten: readonly string[];
}

/**
 * How the database writes its rows. What it cannot read as landing does becomes a text that no row of the warehouse has, such as a day with
 * slashes: a proof reads and types such a row before it calls it different, and a healing lands it, which changes nothing.
 * @param timeZone the environment's: an instant has a day only there
 */
export function rowTextSql(
  table: DescribedTable,
  key: readonly string[],
  dialect: DatabaseDialect,
  timeZone: string,
): RowTextSql {
  const { proof, literal } = dialect;
  const written = new Map(table.mapped.map((each) => [each.column.name, valueSql(table, each, dialect, timeZone)]));
  const texts = provenColumns(table.mapped.map(({ column }) => column)).map(({ name, type }) => {
    const text = written.get(name) ?? 'null';
    if (type !== 'STRING') return `coalesce(${proof.joined([text, literal(';')])}, ${literal(';')})`;
    return `coalesce(${proof.joined([proof.length(text), literal(':'), text])}, ${literal(':')})`;
  });
  return {
    // At the end, what of the row is unreadable: nothing.
    text: proof.joined([...texts, literal(':')]),
    keys: key.map((name) => written.get(name) ?? 'null'),
    unwritten: [...written].flatMap(([name, text]) => (text === null ? [name] : [])),
  };
}

/** SQL of a value as `rowText` of the warehouse writes it, NULL where there is none; null: the database cannot write it. */
function valueSql(
  table: DescribedTable,
  mapped: MappedColumn,
  dialect: DatabaseDialect,
  timeZone: string,
): string | null {
  const { column, origin, split, format } = mapped;
  const sources = sourcesOf(table, mapped);
  if (origin.kind === 'absent') return 'null';
  if (origin.kind === 'column' && (sources[0]?.dataType ?? null) === null) return 'null';
  if (split !== null || format !== null || mapped.letterCase !== null) return null;
  if (column.type === 'STRING') return stringSql(table, mapped, dialect);
  if (origin.kind !== 'column' || hasTextVerbs(mapped)) return null;
  return typedSql(mapped, sources[0] as DescribedColumn, dialect, timeZone);
}

const hasTextVerbs = ({ values, stripPrefix, padTo }: MappedColumn) =>
  values !== null || stripPrefix !== '' || padTo !== null;

function stringSql(table: DescribedTable, mapped: MappedColumn, dialect: DatabaseDialect): string | null {
  const { origin, trim, stripPrefix, padTo, column, values } = mapped;
  const { proof, amounts, literal } = dialect;
  let text: string;
  if (origin.kind === 'constant') text = literal(origin.text);
  else if (origin.kind === 'concat')
    text = proof.text({ read: amounts.joined(joinedParts(table, mapped, literal)), isUtf8: false });
  else {
    const texts = sourcesOf(table, mapped).map((source) => proof.text(source));
    text =
      origin.kind === 'coalesce'
        ? `coalesce(${texts.map((each) => `case when trim(${each}) <> '' then ${each} end`).join(', ')})`
        : (texts[0] ?? 'null');
  }
  if (trim) text = `trim(${text})`;
  if (stripPrefix !== '') text = amounts.withoutPrefix(text, stripPrefix);
  if (padTo !== null) text = padded(text, padTo, dialect);
  if (values !== null) {
    const mappedText = valueMapSql(values, text, dialect);
    if (mappedText === null) return null;
    text = mappedText;
  }
  return column.padTo !== undefined && padTo === null ? padded(text, column.padTo, dialect) : text;
}

function padded(text: string, length: number, { amounts }: DatabaseDialect): string {
  return `case when char_length(${text}) < ${length} and ${amounts.matches(text, '[0-9]+')} then lpad(${text}, ${length}, '0') else ${text} end`;
}

/** What the map does not have has no value in the warehouse where it is held, and is reported there; here it equals nothing. */
function valueMapSql({ lines, otherwise }: ValueMap, text: string, dialect: DatabaseDialect): string | null {
  const { proof, literal } = dialect;
  const entries = Object.entries(lines);
  if (entries.length > MOST_LINES) return null;
  const cases = entries.map(
    ([value, meant]) => `when ${proof.same(text, literal(value))} then ${meant === null ? 'null' : literal(meant)}`,
  );
  const other =
    otherwise === 'pass'
      ? text
      : otherwise === 'quarantine'
        ? unread(text, dialect)
        : otherwise.value === null
          ? 'null'
          : literal(otherwise.value);
  return `(case ${cases.join(' ')} when coalesce(trim(${text}), '') = '' then ${text} else ${other} end)`;
}

/** A mark that no value of this kind begins with. */
const unread = (text: string, { amounts, literal }: DatabaseDialect) => amounts.joined([literal('?'), text]);

function typedSql(mapped: MappedColumn, source: DescribedColumn, dialect: DatabaseDialect, timeZone: string): string {
  const { column, scale, zone } = mapped;
  const { proof, literal, cursor } = dialect;
  const dataType = source.dataType ?? '';
  const text = proof.text(source);
  // A blank stands for NULL in every type.
  const given = `case when trim(${text}) = '' then null else ${text} end`;
  const isMoment = proof.moments.includes(dataType);
  const isInstant = cursor.instantTypes.includes(dataType);
  switch (column.type) {
    case 'NUMERIC': {
      const number = numberSql(source, text, dialect);
      const moved = scale === null ? number : `(${number} * ${scaleFactor(scale.digits)})`;
      const value = proof.decimals(scale?.negative ? `(-${moved})` : moved, column.unit === 'usd' ? 2 : 9);
      const isNumber = proof.numbers.includes(dataType);
      if (isNumber) return value;
      const pattern = proof.doubles.includes(dataType) ? `${PLAIN}([0-9]*)([eE][-+]?[0-9]+)?` : PLAIN;
      return `(case when ${dialect.amounts.matches(text, pattern)} then ${value} when trim(${text}) = '' then null else ${unread(text, dialect)} end)`;
    }
    case 'DATE':
      // What is a day already is never blank.
      if (proof.days.includes(dataType)) return text;
      if (!isMoment) return given;
      return proof.day(source, isInstant ? (zone ?? timeZone) : null);
    case 'TIMESTAMP':
      if (isMoment) return proof.moment(source, isInstant ? null : zone);
      if (proof.days.includes(dataType) && zone === null)
        return dialect.amounts.joined([text, literal(' 00:00:00.000000')]);
      return unread(text, dialect);
    case 'BOOL': {
      if (proof.booleans.includes(dataType)) return text;
      const is = (word: string) => proof.same(text, literal(word));
      return `(case when ${is('1')} or ${is('true')} then ${literal('true')} when ${is('0')} or ${is('false')} then ${literal('false')} when trim(${text}) = '' then null else ${unread(text, dialect)} end)`;
    }
    default:
      return given;
  }
}

function numberSql(source: DescribedColumn, text: string, { proof }: DatabaseDialect): string {
  return proof.numbers.includes(source.dataType ?? '') ? proof.number(source) : proof.exact(text);
}

const scaleFactor = (digits: number) => Number(`1e${digits}`).toFixed(Math.max(0, -digits));

import { dateFormatOf } from '../../model/mapping/date-format';
import {
  isRenamed,
  type MappedColumn,
  placeAmong,
  type SourceColumn,
  type ValueMap,
} from '../../model/mapping/mapped-columns';
import { type ColumnReadings, NULL_TEXTS } from './column-reading';
import { literal, orNull } from './sql-text';

const MONTHS = 'JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC';

/** Names in SQL of a column's text on its way: `o` a source column, `w` what the source says of the column, `p` after the verbs of texts. */
export const sourceText = (place: number) => `o${place}`;
const wordName = (index: number) => `w${index}`;
const preparedName = (index: number) => `p${index}`;
const foundName = (index: number) => `mk${index}`;
const meantName = (index: number) => `mv${index}`;

/** A column with the names of its texts. */
export interface ColumnText extends MappedColumn {
  /** SQL of what the source says: what is shown of an unreadable value. */
  readonly word: string;
  /** SQL of the text after the verbs of texts, before a day or a number is read from it. */
  readonly prepared: string;
  /** SQL, BOOL, never NULL: its value map does not have the value; null: the column has no map. */
  readonly unmapped: string | null;
  /** SQL (BOOL, never NULL): a file says with a word, such as `NULL`, that there is no value, and the value map does not have the word; null: no row does. */
  readonly isNothing: string | null;
}

/** SQL (DuckDB) of the texts of mapped columns. A column that is only renamed has the source's text and costs nothing. */
export class MappedTexts {
  readonly columns: readonly ColumnText[];

  /** @param readings how the columns of a file are to be read. @default as those of a database, which has its own NULL */
  constructor(
    columns: readonly MappedColumn[],
    private readonly sources: readonly SourceColumn[],
    private readonly readings?: ColumnReadings,
  ) {
    this.columns = columns.map((mapped, index) => {
      const { origin } = mapped;
      const word = origin.kind === 'column' ? sourceText(placeAmong(sources, origin.name)) : wordName(index);
      const isNull = this.nullWord(mapped.column.name, word);
      if (isRenamed(mapped)) return { ...mapped, word, prepared: word, unmapped: null, isNothing: isNull };
      const prepared = preparedName(index);
      const hasText = `coalesce(trim(${prepared}) <> '', false)${isNull ? ` and not ${isNull}` : ''}`;
      const unmapped = mapped.values === null ? null : `(${foundName(index)} is null and ${hasText})`;
      const isNothing = isNull && mapped.values ? `(${isNull} and ${foundName(index)} is null)` : isNull;
      return { ...mapped, word, prepared, unmapped, isNothing };
    });
  }

  /**
   * A table expression with everything of `from` and the texts of the columns: each layer computes its texts once.
   * @param trimmed names of columns that are without blanks around them.
   */
  layers(from: string, trimmed: readonly string[]): string {
    const composed = this.columns.flatMap(({ origin }, index) =>
      origin.kind === 'column' ? [] : [`${this.composed(index)} as ${wordName(index)}`],
    );
    const prepared = this.columns.flatMap((mapped, index) =>
      isRenamed(mapped)
        ? []
        : [
            `${preparedText(mapped, trimmed.includes(mapped.column.name) ? `trim(${mapped.word})` : mapped.word)} as ${preparedName(index)}`,
          ],
    );
    const words = composed.length === 0 ? from : `(select *, ${composed.join(', ')} from ${from})`;
    const texts = prepared.length === 0 ? words : `(select *, ${prepared.join(', ')} from ${words})`;
    const joins = this.columns.flatMap(({ values, column, word }, index) =>
      values === null ? [] : [joined(values, index, this.nullWord(column.name, word))],
    );
    return joins.length === 0 ? texts : `(select * from ${texts} ${joins.join(' ')})`;
  }

  /** SQL of the text that is typed: what the value map says, in the format that days are read in. */
  text(index: number): string {
    const { values, prepared, format } = this.columns[index] as ColumnText;
    const text = values === null ? prepared : mappedText(values, prepared, index);
    return format === null ? text : isoText(format, text);
  }

  /** SQL, BOOL: the source says with a word that there is no value; null: no row does. */
  private nullWord(column: string, word: string): string | null {
    return this.readings?.get(column)?.nullTexts ? isNullText(word) : null;
  }

  private composed(index: number): string {
    const { origin } = this.columns[index] as ColumnText;
    const source = (name: string) => sourceText(placeAmong(this.sources, name));
    switch (origin.kind) {
      case 'column':
        return source(origin.name);
      case 'concat':
        // With ||, no value where a part has none.
        return `(${origin.parts.map((part) => ('column' in part ? source(part.column) : literal(part.text))).join(' || ')})`;
      case 'coalesce':
        return firstOf(origin.names.map(source), this.columns[index]?.isNothing !== null);
      case 'constant':
        return literal(origin.text);
      case 'absent':
        return 'cast(null as varchar)';
    }
  }
}

/** SQL, BOOL, never NULL: the text is a word for nothing, such as `NULL` or `n/a`. */
const isNullText = (text: string) => `coalesce(lower(trim(${text})) in (${NULL_TEXTS.map(literal).join(', ')}), false)`;

/** SQL of the first text that is not blank. In a file with words for nothing, a value goes before such a word. */
function firstOf(texts: readonly string[], haveNullTexts: boolean): string {
  const given = (text: string, condition = '') => `case when trim(${text}) <> ''${condition} then ${text} end`;
  const values = haveNullTexts ? texts.map((text) => given(text, ` and not ${isNullText(text)}`)) : [];
  return `coalesce(${[...values, ...texts.map((text) => given(text))].join(', ')})`;
}

/** SQL of a text after split, trim, stripPrefix, case and padTo. */
function preparedText({ split, trim, stripPrefix, letterCase, padTo }: MappedColumn, word: string): string {
  let text = word;
  if (split)
    text = `case when len(string_split(${text}, ${literal(split.by)})) >= ${split.part} then split_part(${text}, ${literal(split.by)}, ${split.part}) end`;
  if (trim) text = `trim(${text})`;
  if (stripPrefix !== '')
    text = `case when starts_with(${text}, ${literal(stripPrefix)}) then substr(${text}, ${[...stripPrefix].length + 1}) else ${text} end`;
  if (letterCase === 'title')
    text = `array_to_string(list_transform(regexp_extract_all(lower(${text}), '[^ ''-]+|[ ''-]+'), lambda word: upper(left(word, 1)) || substr(word, 2)), '')`;
  else if (letterCase !== null) text = `${letterCase}(${text})`;
  return padTo === null ? text : padded(text, padTo);
}

/** SQL of a text of digits with leading zeros up to a length. */
export function padded(text: string, length: number): string {
  return `case when strlen(${text}) < ${length} and regexp_full_match(${text}, '[0-9]+') then lpad(${text}, ${length}, '0') else ${text} end`;
}

/**
 * A join and not a CASE: of ten thousand values, each row is compared with one. Blanks around a value count, as in every other value of a
 * source, but not those around a word for nothing: it is known as such with them.
 * @param isNull SQL, BOOL: the text is a word for nothing; null: no row has one.
 */
function joined({ lines }: ValueMap, index: number, isNull: string | null): string {
  const prepared = preparedName(index);
  const padded = Object.keys(lines).filter((value) => value !== value.trim());
  const isPadded = padded.length === 0 ? '' : ` and ${prepared} not in (${padded.map(literal).join(', ')})`;
  const text =
    isNull === null ? prepared : `case when ${isNull}${isPadded} then trim(${prepared}) else ${prepared} end`;
  const rows = Object.entries(lines).map(([value, meant]) => `(${literal(value)}, ${orNull(meant)})`);
  return `left join (values ${rows.join(', ')}) as m${index}(${foundName(index)}, ${meantName(index)}) on ${foundName(index)} = ${text}`;
}

/** What has no value stays so, unless the map has the empty text. */
function mappedText({ otherwise }: ValueMap, prepared: string, index: number): string {
  const other = otherwise === 'pass' ? prepared : otherwise === 'quarantine' ? 'null' : orNull(otherwise.value);
  return `case when ${foundName(index)} is not null then ${meantName(index)} when coalesce(trim(${prepared}), '') = '' then ${prepared} else ${other} end`;
}

/** A day or time in a format, as `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS`; what is written otherwise gets a mark that makes it unreadable. */
function isoText(format: string, text: string): string {
  const known = dateFormatOf(format);
  if (!known) return text;
  const pattern = literal(known.pattern);
  const group = (kind: keyof typeof known.groups) => `regexp_extract(${text}, ${pattern}, ${known.groups[kind]})`;
  const two = (kind: keyof typeof known.groups) => `lpad(${group(kind)}, 2, '0')`;
  const month = known.monthName
    ? `lpad(cast((strpos('${MONTHS}', upper(${group('month')})) + 2) // 3 as varchar), 2, '0')`
    : two('month');
  const day = `${group('year')} || '-' || ${month} || '-' || ${two('day')}`;
  const time =
    known.groups.hour === undefined
      ? ''
      : ` || ' ' || ${two('hour')} || ':' || ${two('minute')} || ':' || ${known.groups.second === undefined ? "'00'" : two('second')}`;
  // A match must begin at a month: "ANF" stands across JAN and FEB.
  const isMonth = known.monthName ? ` and strpos('${MONTHS}', upper(${group('month')})) % 3 = 1` : '';
  return `case when trim(${text}) = '' then ${text} when regexp_full_match(${text}, ${pattern})${isMonth} then ${day}${time} else '?' || ${text} end`;
}

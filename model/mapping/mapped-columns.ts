import type { Entity, EntityColumn } from '../types';
import { type ColumnMapping, type MappingSpec, OTHERWISE_DEFAULT } from './mapping-spec';
import { type Scale, scaleOf } from './scale';

/** A part of a concat. */
export type ConcatPart = { readonly column: string } | { readonly text: string };

/** Where the text of a column begins. */
export type Origin =
  | { readonly kind: 'column'; readonly name: string }
  /** No value where one of the columns has none. */
  | { readonly kind: 'concat'; readonly parts: readonly ConcatPart[] }
  /** The first that has a value that is not blank. */
  | { readonly kind: 'coalesce'; readonly names: readonly string[] }
  | { readonly kind: 'constant'; readonly text: string }
  | { readonly kind: 'absent' };

/** What values of a source become. */
export interface ValueMap {
  /** By the source's value; null: no value. */
  readonly lines: Readonly<Record<string, string | null>>;
  /** Of values that the map does not have: the row is held, the value is kept, or a text (null: no value) takes its place. */
  readonly otherwise: 'quarantine' | 'pass' | { readonly value: string | null };
}

/** What is done with a column's text, in the order of the fields. `NO_VERBS`: nothing. */
export interface Verbs {
  readonly split: { readonly by: string; readonly part: number } | null;
  readonly trim: boolean;
  /** Prefix to remove from each value; empty: none. */
  readonly stripPrefix: string;
  readonly letterCase: 'upper' | 'lower' | 'title' | null;
  /** Digits-only values get leading zeros up to this length, instead of the model's; null: the model's. */
  readonly padTo: number | null;
  readonly values: ValueMap | null;
  readonly format: string | null;
  readonly scale: Scale | null;
  readonly zone: string | null;
}

const NO_VERBS: Verbs = {
  ...{ split: null, trim: false, stripPrefix: '', letterCase: null, padTo: null, values: null },
  ...{ format: null, scale: null, zone: null },
};

/** A common column, and where it comes from at one hospital. */
export interface MappedColumn extends Verbs {
  readonly column: EntityColumn;
  readonly origin: Origin;
  /** The source may lack it. A column that a mapping names must be there: its name may be mistyped. */
  readonly mayBeAbsent: boolean;
}

/** A column of a source, as the rows on their way to the lake have it. */
export interface SourceColumn {
  /** The source's own name; names are the same in any case. */
  readonly name: string;
  /** The source may lack it. */
  readonly optional: boolean;
  /** What its values identify, if a common column of ids or codes comes from it. */
  readonly canonical: EntityColumn['canonical'];
}

/** The source's table for an entity at a hospital; where a query stands in for it, its usual name. */
export function sourceTable(entity: Entity, mapping: MappingSpec): string {
  return mapping[entity.name]?.from?.table ?? entity.source;
}

/** Each column of the entity with where it comes from: what the mapping says, otherwise its usual source column. */
export function mappedColumns(entity: Entity, mapping: MappingSpec): MappedColumn[] {
  const { columns = {}, cursor } = mapping[entity.name] ?? {};
  return entity.columns.map((column) => {
    const from = Object.hasOwn(columns, column.name) ? columns[column.name] : undefined;
    if (from === undefined && column.name === entity.cursor && cursor !== undefined)
      return { column, ...placeOf(cursor === 'none' ? { absent: true } : cursor), mayBeAbsent: false };
    const mayBeAbsent = from === undefined && column.presence === 'optional';
    return { column, ...placeOf(from ?? column.source), mayBeAbsent };
  });
}

/**
 * Names of the common columns that a source does not deliver.
 * @param has whether the source has a column of this name
 */
export function absentColumns(columns: readonly MappedColumn[], has: (source: string) => boolean): string[] {
  return columns
    .filter((mapped) => mapped.origin.kind !== 'constant' && !sourceNames(mapped).some(has))
    .map(({ column }) => column.name);
}

/** The source column by which changed rows are found, and the zone of its clock (null: UTC); null: every run reads every row. */
export function cursorSource(
  entity: Entity,
  mapping: MappingSpec,
): { readonly name: string; readonly zone: string | null } | null {
  if (mapping[entity.name]?.cursor === 'none') return null;
  const cursor = mappedColumns(entity, mapping).find(({ column }) => column.name === entity.cursor);
  return cursor?.origin.kind === 'column' ? { name: cursor.origin.name, zone: cursor.zone } : null;
}

/** The names of the source columns that a column is built from. */
export function sourceNames({ origin }: Pick<MappedColumn, 'origin'>): readonly string[] {
  switch (origin.kind) {
    case 'column':
      return [origin.name];
    case 'concat':
      return origin.parts.flatMap((part) => ('column' in part ? [part.column] : []));
    case 'coalesce':
      return origin.names;
    default:
      return [];
  }
}

/** The source columns of all these columns, each once, in the order of their first use: the fields of canonical rows. */
export function sourceColumns(columns: readonly MappedColumn[]): SourceColumn[] {
  const found = new Map<string, SourceColumn>();
  for (const mapped of columns) {
    const { canonical } = mapped.column;
    for (const name of sourceNames(mapped)) {
      const known = found.get(name.toLowerCase());
      found.set(name.toLowerCase(), {
        name: known?.name ?? name,
        optional: mapped.mayBeAbsent && known?.optional !== false,
        canonical: known?.canonical ?? canonical,
      });
    }
  }
  return [...found.values()];
}

/** The source columns of an entity's key: what a source is asked for by, and what its key scan has. */
export function keySources({ key }: Entity, columns: readonly MappedColumn[]): SourceColumn[] {
  return sourceColumns(columns.filter(({ column }) => key.includes(column.name)));
}

/** Place of a source column among `sourceColumns(...)`. */
export function placeAmong(sources: readonly SourceColumn[], name: string): number {
  return sources.findIndex((source) => source.name.toLowerCase() === name.toLowerCase());
}

/** Whether the column's values are the source's own texts, but for what the model itself does with them. */
export function isRenamed({ column: _column, origin, ...verbs }: MappedColumn): boolean {
  return (
    origin.kind === 'column' && Object.entries(NO_VERBS).every(([verb, none]) => verbs[verb as keyof Verbs] === none)
  );
}

/** Of a mapping as it is written: where the column begins, and what is done with it. */
export function placeOf(from: ColumnMapping): { readonly origin: Origin } & Verbs {
  if (typeof from === 'string') return { origin: { kind: 'column', name: from }, ...NO_VERBS };
  return {
    origin: originOf(from),
    split: from.split ?? null,
    trim: from.trim ?? false,
    stripPrefix: from.stripPrefix ?? '',
    letterCase: from.case ?? null,
    padTo: from.padTo ?? null,
    values: valueMapOf(from),
    format: from.format ?? null,
    scale: from.scale === undefined ? null : scaleOf(from.scale),
    zone: from.zone ?? null,
  };
}

function originOf(from: Exclude<ColumnMapping, string>): Origin {
  if (from.column !== undefined) return { kind: 'column', name: from.column };
  if (from.concat !== undefined) return { kind: 'concat', parts: from.concat.map(concatPart) };
  if (from.coalesce !== undefined) return { kind: 'coalesce', names: from.coalesce };
  if (from.constant !== undefined) return { kind: 'constant', text: String(from.constant) };
  return { kind: 'absent' };
}

/** A bare text is a column, unless it has neither a letter nor a digit: then it stands between columns as it is. */
function concatPart(part: string | ConcatPart): ConcatPart {
  if (typeof part !== 'string') return part;
  return /[\p{L}\p{N}]/u.test(part) ? { column: part } : { text: part };
}

function valueMapOf({ values, otherwise }: Exclude<ColumnMapping, string>): ValueMap | null {
  if (values === undefined) return null;
  const policy = otherwise === undefined ? OTHERWISE_DEFAULT : otherwise;
  const lines = isLookup(values) ? values.lines : values;
  return { lines, otherwise: policy === 'quarantine' || policy === 'pass' ? policy : { value: policy } };
}

/** Whether the values are those of a file that synth has read. */
function isLookup(
  values: NonNullable<Exclude<ColumnMapping, string>['values']>,
): values is { lookup: string; lines: Record<string, string | null> } {
  return typeof values['lines'] === 'object' && values['lines'] !== null;
}

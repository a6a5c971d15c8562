import type { Entity, EntityColumn } from '../types';
import type { MappingSpec } from './mapping-spec';

/** A common column, and the source column that holds it at one hospital. */
export interface MappedColumn {
  readonly column: EntityColumn;
  /** The source's own column name. */
  readonly source: string;
  /** Prefix to remove from each value; empty: none. */
  readonly stripPrefix: string;
  /** The source may lack it. A column that a mapping names must be there: its name may be mistyped. */
  readonly mayBeAbsent: boolean;
}

/** The source's table for an entity at a hospital. */
export function sourceTable(entity: Entity, mapping: MappingSpec): string {
  return mapping[entity.name]?.from?.table ?? entity.source;
}

/** Each column of the entity with its source column: the mapping's, otherwise the usual one. */
export function mappedColumns(entity: Entity, mapping: MappingSpec): MappedColumn[] {
  const columns = mapping[entity.name]?.columns ?? {};
  return entity.columns.map((column) => {
    const from = Object.hasOwn(columns, column.name) ? columns[column.name] : undefined;
    if (from === undefined)
      return { column, source: column.source, stripPrefix: '', mayBeAbsent: column.presence === 'optional' };
    return typeof from === 'string'
      ? { column, source: from, stripPrefix: '', mayBeAbsent: false }
      : { column, source: from.column, stripPrefix: from.stripPrefix ?? '', mayBeAbsent: false };
  });
}

/**
 * Names of the common columns that a source does not deliver.
 * @param has whether the source has a column of this name
 */
export function absentColumns(columns: readonly MappedColumn[], has: (source: string) => boolean): string[] {
  return columns.filter(({ source }) => !has(source)).map(({ column }) => column.name);
}

import type { HospitalSpec } from './spec';
import type { Entity, EntityColumn } from './types';

/** A common column, and the source column that holds it at one hospital. */
export interface MappedColumn {
  readonly column: EntityColumn;
  /** The source's own column name. */
  readonly source: string;
  /** Prefix to remove from each value; empty: none. */
  readonly stripPrefix: string;
}

/** The source's table for an entity at a hospital. */
export function sourceTable(entity: Entity, mapping: HospitalSpec['mapping']): string {
  return mapping[entity.name]?.table ?? entity.source;
}

/** Each column of the entity with its source column: the mapping's, otherwise the usual one. */
export function mappedColumns(entity: Entity, mapping: HospitalSpec['mapping']): MappedColumn[] {
  const named = new Map(
    Object.entries(mapping[entity.name]?.columns ?? {}).map(([source, target]) =>
      typeof target === 'string'
        ? [target, { source, stripPrefix: '' }]
        : [target.column, { source, stripPrefix: target.stripPrefix }],
    ),
  );
  return entity.columns.map((column) => ({
    column,
    ...(named.get(column.name) ?? { source: column.source, stripPrefix: '' }),
  }));
}

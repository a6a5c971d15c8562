import { createHash } from 'node:crypto';
import type { FeedDialect } from '../feed-dialect';
import type { Entity } from '../types';
import { cursorSource, mappedColumns, placeOf, sourceTable } from './mapped-columns';
import type { MappingSpec } from './mapping-spec';

/**
 * The version of a table's mapping: another one where rows of the source may become other rows of the model, whatever way it is written.
 * Columns under their usual names do not count, so that a new column of the model does not change it.
 * @param dialect of a feed: under another header, encoding or quote, the same file is other rows. @default a database
 * @returns 16 hexadecimal digits.
 */
export function mappingVersion(entity: Entity, mapping: MappingSpec, dialect?: FeedDialect): string {
  const { from, where } = mapping[entity.name] ?? {};
  const columns = mappedColumns(entity, mapping).flatMap(({ column, mayBeAbsent: _, ...place }) =>
    JSON.stringify(place) === JSON.stringify(placeOf(column.source)) ? [] : [[column.name, inOrder(place)]],
  );
  const said = [
    from?.query ?? sourceTable(entity, mapping),
    where ?? '',
    cursorSource(entity, mapping),
    columns,
    ...(dialect ? [dialect] : []),
  ];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16);
}

/** The lines of a value map in one order. */
function inOrder(place: ReturnType<typeof placeOf>): unknown {
  return place.values === null
    ? place
    : { ...place, values: { ...place.values, lines: Object.entries(place.values.lines).sort() } };
}

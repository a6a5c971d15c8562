import { nearestTable } from '../nearest-table';
import type { ProblemCode } from '../problems';
import type { Entities, Entity } from '../types';
import type { ColumnMapping, MappingSpec } from './mapping-spec';
import { MYSQL_NAME, MYSQL_NAME_RULE } from './source-names';

/** One problem of a mapping; the path begins at the mapping. */
interface MappingProblem {
  readonly code: ProblemCode;
  readonly path: readonly string[];
  readonly message: string;
}

/** What is wrong with a mapping beyond the shape of its fields. Parts of it may be missing or of another type. */
export function mappingProblems(model: Entities, mapping: MappingSpec): MappingProblem[] {
  return Object.entries(mapping).flatMap(([name, table]) => {
    const entity = model.entities.find((each) => each.name === name);
    if (!entity)
      return [{ code: 'TABLE_UNKNOWN', path: [name], message: `unknown table "${name}"${nearestTable(model, name)}` }];
    const columns: Readonly<Record<string, ColumnMapping>> = table?.columns ?? {};
    return columnProblems(entity, columns).map((each) => ({ ...each, path: [name, 'columns', ...each.path] }));
  });
}

function columnProblems(entity: Entity, columns: Readonly<Record<string, ColumnMapping>>): MappingProblem[] {
  const named = Object.entries(columns).flatMap(([column, from]) => {
    const source = typeof from === 'string' ? from : from?.column;
    return typeof source === 'string' ? [{ column, source }] : [];
  });
  const unknown = Object.keys(columns).filter((name) => !entity.columns.some((column) => column.name === name));
  return [
    ...unknown.map((name): MappingProblem => {
      const known = entity.columns.map((column) => column.name).join(', ');
      const message = `${entity.name} has no column "${name}"; it has ${known}`;
      return { code: 'MAPPING_COLUMN_UNKNOWN', path: [name], message };
    }),
    ...named
      .filter(({ source }) => entity.origin === 'emr' && !MYSQL_NAME.test(source))
      .map(({ column }): MappingProblem => ({ code: 'SOURCE_NAME_INVALID', path: [column], message: MYSQL_NAME_RULE })),
    ...holes(entity, columns, named),
  ];
}

/** Columns that the mapping does not name and whose usual source column it gives to another one. */
function holes(
  entity: Entity,
  columns: Readonly<Record<string, ColumnMapping>>,
  named: readonly { readonly source: string }[],
): MappingProblem[] {
  const sent = new Set(named.map(({ source }) => source.toLowerCase()));
  return entity.columns
    .filter(({ name, source }) => !Object.hasOwn(columns, name) && sent.has(source.toLowerCase()))
    .map(({ name, source }) => ({
      code: 'MAPPING_HOLE',
      path: [name],
      message: `"${name}" usually comes from ${source}, which fills another column; name the column it comes from`,
    }));
}

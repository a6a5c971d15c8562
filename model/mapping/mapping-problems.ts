import { nearestTable } from '../nearest-table';
import type { ProblemCode } from '../problems';
import type { Entities, Entity } from '../types';
import { placeOf, sourceNames } from './mapped-columns';
import { type ColumnMapping, columnMapping, type MappingSpec } from './mapping-spec';
import { MYSQL_NAME, MYSQL_NAME_RULE } from './source-names';
import { verbProblems } from './verb-problems';

/** One problem of a mapping; the path begins at the mapping. */
interface MappingProblem {
  readonly code: ProblemCode;
  readonly path: readonly string[];
  readonly message: string;
}

type Columns = Readonly<Record<string, ColumnMapping>>;

/** What is wrong with a mapping beyond the shape of its fields. Parts of it may be missing or of another type. */
export function mappingProblems(model: Entities, mapping: MappingSpec): MappingProblem[] {
  return Object.entries(mapping).flatMap(([name, table]) => {
    const entity = model.entities.find((each) => each.name === name);
    if (!entity)
      return [{ code: 'TABLE_UNKNOWN', path: [name], message: `unknown table "${name}"${nearestTable(model, name)}` }];
    const columns: Columns = table?.columns ?? {};
    return [
      ...tableProblems(entity, table).map((each) => ({ ...each, path: [name, ...each.path] })),
      ...columnProblems(entity, columns).map((each) => ({ ...each, path: [name, 'columns', ...each.path] })),
    ];
  });
}

/** What only a database has, and what two fields of a table say twice. */
function tableProblems(entity: Entity, table: Partial<MappingSpec[string]> | undefined): MappingProblem[] {
  const { from, where, cursor, columns } = table ?? {};
  const problem = (code: ProblemCode, path: string, message: string): MappingProblem => ({
    code,
    path: [path],
    message,
  });
  const given = Object.entries({ from, where, cursor }).flatMap(([field, value]) =>
    value === undefined ? [] : [field],
  );
  if (entity.origin !== 'emr')
    return given.map((field) =>
      problem('MAPPING_VERB_UNSUITED', field, `only a database has it; ${entity.name} are files`),
    );
  const namesOne = from === undefined || (from?.table === undefined) !== (from?.query === undefined);
  return [
    ...(namesOne ? [] : [problem('MAPPING_ORIGIN_INVALID', 'from', 'write either table or query')]),
    ...(cursor !== undefined && entity.cursor === null
      ? [problem('MAPPING_VERB_UNSUITED', 'cursor', `${entity.name} has no cursor: every run reads every row`)]
      : []),
    ...(typeof cursor === 'object' && entity.cursor !== null && Object.hasOwn(columns ?? {}, entity.cursor)
      ? [
          problem(
            'MAPPING_COLUMN_REPEATED',
            'cursor',
            `columns.${entity.cursor} says already where the cursor comes from`,
          ),
        ]
      : []),
  ];
}

function columnProblems(entity: Entity, columns: Columns): MappingProblem[] {
  // A field of another type has a problem of its own.
  const valid = Object.entries(columns).filter(([, from]) => columnMapping.safeParse(from).success);
  const named = valid.map(([name, from]) => ({ name, sources: sourceNames(placeOf(from)) }));
  const unknown = Object.keys(columns).filter((name) => !entity.columns.some((column) => column.name === name));
  return [
    ...unknown.map((name): MappingProblem => {
      const known = entity.columns.map((column) => column.name).join(', ');
      const message = `${entity.name} has no column "${name}"; it has ${known}`;
      return { code: 'MAPPING_COLUMN_UNKNOWN', path: [name], message };
    }),
    ...named
      .filter(({ sources }) => entity.origin === 'emr' && !sources.every((source) => MYSQL_NAME.test(source)))
      .map(({ name }): MappingProblem => ({ code: 'SOURCE_NAME_INVALID', path: [name], message: MYSQL_NAME_RULE })),
    ...valid.flatMap(([name, from]) => {
      const column = entity.columns.find((each) => each.name === name);
      return column ? verbProblems(entity, column, from).map((each) => ({ ...each, path: [name, ...each.path] })) : [];
    }),
    ...holes(
      entity,
      columns,
      named.flatMap(({ sources }) => sources),
    ),
  ];
}

/** Columns that the mapping does not name and whose usual source column it gives to another one. */
function holes(entity: Entity, columns: Columns, sources: readonly string[]): MappingProblem[] {
  const sent = new Set(sources.map((source) => source.toLowerCase()));
  return entity.columns
    .filter(({ name, source }) => !Object.hasOwn(columns, name) && sent.has(source.toLowerCase()))
    .map(({ name, source }) => ({
      code: 'MAPPING_HOLE',
      path: [name],
      message: `"${name}" usually comes from ${source}, which fills another column; name the column it comes from`,
    }));
}

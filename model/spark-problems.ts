import { isRenamed, type MappedColumn, mappedColumns } from './mapping/mapped-columns';
import { mappingProblems } from './mapping/mapping-problems';
import type { MappingSpec } from './mapping/mapping-spec';
import type { Entities } from './types';

/** What Spark does with a column: it renames, takes a prefix off and pads. */
function isForSpark(mapped: MappedColumn): boolean {
  return isRenamed({ ...mapped, stripPrefix: '', padTo: null });
}

/** Columns of tables that Spark reads whose mapping it cannot carry out. Other steps can. */
export function sparkProblems(
  model: Entities,
  {
    readers,
    mapping,
  }: { readonly readers?: Readonly<Record<string, unknown>> | undefined; readonly mapping: MappingSpec },
): { readonly path: string[]; readonly message: string }[] {
  return Object.keys(readers ?? {}).flatMap((name) => {
    const entity = model.entities.find((each) => each.name === name);
    const own = mapping?.[name];
    // A mapping with another problem is not asked.
    if (!entity || !own || mappingProblems(model, { [name]: own }).length > 0) return [];
    const query =
      own.from?.query === undefined ? [] : [`Spark reads ${name} in ranges of its key, which a query may not have`];
    const columns = mappedColumns(entity, mapping).filter((mapped) => !isForSpark(mapped));
    const message = (column: string) => `Spark reads ${name} and can only rename ${column}, strip a prefix and pad`;
    return [...query, ...columns.map(({ column }) => message(column.name))].map((each) => ({
      path: ['readers', name],
      message: each,
    }));
  });
}

import { z } from 'zod';
import type { Model } from './model';

/** A file with lines of claims: by what they belong together, and what becomes of them. */
export const claimLines = z.strictObject({
  /** The columns of the common model by which lines belong together: for `sum` the key of the table. */
  by: z.array(z.string()).min(1),
  /** `sum`: money columns are added up over the lines, all other columns must agree. `keep`: each line is a row of its own. */
  // biome-ignore lint/suspicious/noThenProperty: data that is read from JSON; nobody awaits it
  then: z.enum(['sum', 'keep']),
});
export type ClaimLines = Readonly<z.output<typeof claimLines>>;

/** What is wrong with the `lines` of a feed, if the table cannot take them in that way. */
export function linesProblem(
  { entities }: Pick<Model, 'entities'>,
  { table, lines }: { readonly table?: string | undefined; readonly lines?: Partial<ClaimLines> | undefined },
): string | null {
  const found = entities.find((entity) => entity.name === table);
  if (!found || !lines) return null;
  const by = lines.by ?? [];
  const unknown = by.find((name) => !found.columns.some((column) => column.name === name));
  if (unknown !== undefined) return `${found.name} has no column "${unknown}"`;
  const key = found.key.join(', ');
  if (lines.then === 'keep' && by.some((name) => !found.key.includes(name)))
    return `"${found.name}" keeps one row for each ${key}; it cannot keep lines by ${by.join(', ')}`;
  if (lines.then === 'sum' && [...by].sort().join() !== [...found.key].sort().join())
    return `lines of "${found.name}" are added up by ${key}, not by ${by.join(', ')}`;
  if (lines.then === 'sum' && !found.columns.some(({ unit }) => unit === 'usd'))
    return `"${found.name}" has no money to add up`;
  return null;
}

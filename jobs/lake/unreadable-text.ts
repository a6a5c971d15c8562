import type { ColumnText } from './mapped-text';
import { literal } from './sql-text';
import { unreadAtAll, unreadable } from './typed-rows';

/** SQL of `_unreadable`: JSON of what the source says of each value that could not be read; NULL where there is none. Needs `v` of each column. */
export function unreadableText(columns: readonly ColumnText[]): string {
  const checked = columns
    .map((mapped, index) => {
      const bad = unreadable(mapped, index);
      return { ...mapped, index, bad: mapped.isNothing === null ? bad : `(${bad} and not ${mapped.isNothing})` };
    })
    .filter(({ column, values }) => column.type !== 'STRING' || values !== null);
  if (checked.length === 0) return 'cast(null as varchar)';
  const problems = checked.map(
    ({ column, word, bad }) =>
      `case when ${bad} then ${literal(`${JSON.stringify(column.name)}:`)} || cast(to_json(${word}) as varchar) end`,
  );
  // Asked of every row, so without looking at the text: nearly no row has one.
  const mayHaveProblem = checked.map((mapped) => unreadAtAll(mapped, mapped.index)).join(' or ');
  return `case when ${mayHaveProblem} then '{' || nullif(concat_ws(',', ${problems.join(', ')}), '') || '}' end`;
}

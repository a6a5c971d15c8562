import type { Measurements } from '../../jobs/sources/mysql/measure';
import { entity } from '../../model/catalogue';
import { PHI_POLICY } from '../../model/phi/policy';
import type { EntityColumn } from '../../model/types';
import type { ColumnVerbs, ProposedTable } from './proposal';

/** Meanings of the letters that many systems write for a person's sex. */
const GENDERS: Readonly<Record<string, string>> = { F: 'Female', M: 'Male', O: 'Other', U: 'Unknown', X: 'Other' };

/** A column of codes, with the value map for them or the question for a person who knows what they mean. */
export interface CodesFound {
  readonly column: string;
  readonly verbs?: ColumnVerbs;
  readonly decision?: string;
}

/** The columns of a table that hold codes. Columns that identify a person are never asked. */
export async function codesOf(table: ProposedTable, measurements: Measurements): Promise<CodesFound[]> {
  const found: CodesFound[] = [];
  for (const { column, source, verbs } of table.columns) {
    const wanted = entity(table.entity).columns.find(({ name }) => name === column);
    if (!wanted || source === null || !mayHoldCodes(wanted) || Object.keys(verbs).length > 0) continue;
    const codes = await measurements.codes({ table: table.table, column: source });
    if (codes.length > 0) found.push(meaningOf(wanted, codes));
  }
  return found;
}

/** Neither a key nor a standard code, nor a column that identifies a person, nor a name of the workforce. */
function mayHoldCodes({ type, canonical, phi }: EntityColumn): boolean {
  return type === 'STRING' && canonical === undefined && phi !== 'none' && !PHI_POLICY[phi].identifies;
}

function meaningOf({ name }: EntityColumn, codes: readonly string[]): CodesFound {
  const meanings = codes.flatMap((code) => {
    const meaning = name === 'gender' ? GENDERS[code.toUpperCase()] : undefined;
    return meaning === undefined ? [] : [[code, meaning] as const];
  });
  if (meanings.length === codes.length)
    return { column: name, verbs: { values: Object.fromEntries(meanings), otherwise: 'pass' } };
  return {
    column: name,
    decision: `${name}: codes ${codes.join(', ')}; add values: { … } if they should read otherwise`,
  };
}

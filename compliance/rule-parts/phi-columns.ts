import { BASE_MODEL, ENTITIES, environmentTables, ownerTables, phiPolicyOf } from '../../model';

/** Column names by which other people's tables call what the model's classes mean. */
const USUAL_NAMES = ['ssn', 'social_security_number', 'dob', 'date_of_birth', 'birth_date', 'first_name', 'last_name'];

interface PhiColumns {
  /** For each table of the model, whether a column is PHI. Layers agree: they take the classes from one entity. */
  readonly byTable: ReadonlyMap<string, ReadonlyMap<string, boolean>>;
  /** Names that identify in each table of the model that has them: for tables that the model does not know. */
  readonly byName: ReadonlySet<string>;
}

function phiColumns(): PhiColumns {
  const bronze = ownerTables(
    BASE_MODEL,
    'any',
    ENTITIES.map((each) => each.name),
  );
  const byTable = new Map<string, Map<string, boolean>>();
  const identifying = new Set<string>(USUAL_NAMES);
  const ambiguous = new Set<string>();
  for (const table of [...environmentTables(BASE_MODEL), ...bronze]) {
    const columns = byTable.get(table.name) ?? new Map<string, boolean>();
    byTable.set(table.name, columns);
    for (const column of table.columns) {
      const { name, phi } = column;
      columns.set(name, columns.get(name) === true || phi !== 'none');
      (phiPolicyOf(column).identifies ? identifying : ambiguous).add(name);
    }
  }
  return { byTable, byName: new Set([...identifying].filter((name) => !ambiguous.has(name))) };
}

const PHI = phiColumns();

/** Whether a column of a BigQuery table is PHI, by the model; in tables it does not know, by the names of identifiers. */
export function isPhiColumn(tableId: string, column: string): boolean {
  const name = column.toLowerCase();
  return PHI.byTable.get(tableId)?.get(name) ?? PHI.byName.has(name);
}

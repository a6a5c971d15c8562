import { environmentTables, type Model, modelOf, ownerTables, phiPolicyOf } from '../../model';
import { extensionSchema } from '../../model/extension/checked-model';
import { isObject, type Json } from '../arguments/attribute';
import { type Estate, ofTypes } from '../estate/estate';

/** Column names by which other people's tables call what the model's classes mean. */
const USUAL_NAMES = ['ssn', 'social_security_number', 'dob', 'date_of_birth', 'birth_date', 'first_name', 'last_name'];

interface PhiColumns {
  /** For each table of the model, whether a column is PHI. Layers agree: they take the classes from one entity. */
  readonly byTable: ReadonlyMap<string, ReadonlyMap<string, boolean>>;
  /** Names that identify in each table of the model that has them: for tables that the model does not know. */
  readonly byName: ReadonlySet<string>;
}

/** Object of the code bucket from which the pipeline reads what the environment is, and what it adds to the model. */
const SPEC_OBJECT = 'data/spec/environment.json';

function phiColumns(models: readonly Model[]): PhiColumns {
  const tables = models.flatMap((model) => [
    ...environmentTables(model),
    ...ownerTables(
      model,
      'any',
      model.entities.map((each) => each.name),
    ),
  ]);
  const byTable = new Map<string, Map<string, boolean>>();
  const identifying = new Set<string>(USUAL_NAMES);
  const ambiguous = new Set<string>();
  for (const table of tables) {
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

const BASE = phiColumns([modelOf({})]);
const OF_ESTATES = new WeakMap<Estate, PhiColumns>();

/** By the base model, and by what the specs in the estate add to it. */
function phiColumnsOf(estate: Estate): PhiColumns {
  const known = OF_ESTATES.get(estate);
  if (known) return known;
  const extended = ofTypes(estate, 'google_storage_bucket_object').flatMap(({ attributes }) =>
    attributes['name'] === SPEC_OBJECT ? extendedModels(attributes['content']) : [],
  );
  const found = extended.length === 0 ? BASE : phiColumns([modelOf({}), ...extended]);
  OF_ESTATES.set(estate, found);
  return found;
}

/** The model of a spec that adds to it; none where it adds nothing, or is not the spec of this version. */
function extendedModels(content: Json | undefined): Model[] {
  try {
    const spec: Json = JSON.parse(String(content));
    const parsed = extensionSchema.safeParse(isObject(spec) ? spec['model'] : undefined);
    return parsed.success ? [modelOf({ model: parsed.data })] : [];
  } catch {
    return [];
  }
}

/**
 * Whether a column of a BigQuery table is PHI: by the base model and by what the estate's environments add to it; in tables that neither knows,
 * by the names of identifiers.
 */
export function isPhiColumn(estate: Estate, tableId: string, column: string): boolean {
  const phi = phiColumnsOf(estate);
  const name = column.toLowerCase();
  return phi.byTable.get(tableId)?.get(name) ?? phi.byName.has(name);
}

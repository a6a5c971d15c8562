import { environmentTables, ownerTables } from '../../model/catalogue';
import { REFERENCE_OWNER } from '../../model/datasets';
import { type Model, modelOf } from '../../model/model';
import type { EnvironmentSpec, HospitalSpec } from '../../model/spec';
import type { TableDefinition } from '../../model/types';

/** Tables of the data-lake stack: all that do not belong to one hospital. */
export function environmentLakeTables(spec: EnvironmentSpec): readonly TableDefinition[] {
  const model = modelOf(spec);
  return [
    ...environmentTables(model),
    ...ownerTables(
      model,
      REFERENCE_OWNER,
      spec.references.map((feed) => feed.table),
    ),
  ];
}

/** Tables of a hospital's stack: its bronze. */
export function hospitalLakeTables(model: Model, hospital: HospitalSpec): readonly TableDefinition[] {
  return ownerTables(model, hospital.id, [...hospital.tables, ...hospital.feeds.map((feed) => feed.table)]);
}

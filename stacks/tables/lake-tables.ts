import { environmentTables, ownerTables } from '../../model/catalogue';
import { REFERENCE_OWNER } from '../../model/datasets';
import type { EnvironmentSpec, HospitalSpec } from '../../model/spec';
import type { TableDefinition } from '../../model/types';

/** Tables of the data-lake stack: all that do not belong to one hospital. */
export function environmentLakeTables(spec: EnvironmentSpec): readonly TableDefinition[] {
  return [
    ...environmentTables(),
    ...ownerTables(
      REFERENCE_OWNER,
      spec.references.map((feed) => feed.table),
    ),
  ];
}

/** Tables of a hospital's stack: its bronze. */
export function hospitalLakeTables(hospital: HospitalSpec): readonly TableDefinition[] {
  return ownerTables(hospital.id, [...hospital.tables, ...hospital.feeds.map((feed) => feed.table)]);
}

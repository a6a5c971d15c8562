import {
  bronzeTable,
  environmentTables,
  stagingKeysTable,
  stagingRejectedTable,
  stagingTable,
} from '../../model/catalogue';
import { REFERENCE_OWNER } from '../../model/datasets';
import type { Model } from '../../model/model';
import type { Entity, TableDefinition } from '../../model/types';
import type { HospitalTable } from './hospital-table';

/** Stands in parameters of statements that are only looked at, or run over no rows; it is not part of any text. */
export const PLACEHOLDER_MOMENT = '2025-01-01 00:00:00.000000';

/** A table of a hospital called `hospital-a`, or of the group, in a run: for statements that are only looked at, or run over no rows. */
export function placeholderTable(entity: Entity): HospitalTable & { readonly runId: string } {
  return { entity, hospitalId: entity.origin === 'reference' ? REFERENCE_OWNER : 'hospital-a', runId: 'run' };
}

/** Every table that statements of placeholder tables can name: those of the environment, and staging and bronze of the hospital and the group. */
export function placeholderCatalogue(model: Model): readonly TableDefinition[] {
  const owned = model.entities.flatMap((entity) =>
    [placeholderTable(entity).hospitalId, REFERENCE_OWNER].flatMap((owner) =>
      [stagingTable, stagingKeysTable, stagingRejectedTable, bronzeTable].map((table) => table(entity, owner)),
    ),
  );
  return [...environmentTables(model), ...owned];
}

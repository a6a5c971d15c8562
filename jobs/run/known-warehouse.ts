import { dirname, join } from 'node:path';
import { versionsAsKnown } from '../../model/as-known';
import { silverTable } from '../../model/catalogue';
import { DATASETS } from '../../model/datasets';
import type { WithLookups } from '../../model/group-lookups';
import { type ModelSource, modelOf } from '../../model/model';
import { OPS_TABLES, opsLoads } from '../../model/ops';
import { hashKeyTables } from '../../model/phi/hash-key';
import type { TableDefinition } from '../../model/types';
import { makeTemporaryFolder, removeTemporaryFolder } from '../lake/temporary-folders';
import { loadDimensions } from '../transform/dimensions';
import { loadFacts } from '../transform/facts';
import { fillGroupLookup } from '../transform/group-lookup';
import { makeHashKey } from '../transform/hash-key';
import { loadKpis } from '../transform/kpis/load-kpis';
import { absences, absencesOf, undeliveredInputs } from '../transform/kpis/undelivered';
import { loadSummaries } from '../transform/summaries';
import { DuckDbWarehouse } from '../warehouse/duckdb/warehouse';
import type { Statement, Warehouse } from '../warehouse/warehouse';

/** The name under which the warehouse that is kept is attached to the one that is made. */
const KEPT = 'kept';

/** With results that need not fit in memory. */
export type KnownWarehouse = Warehouse & Pick<DuckDbWarehouse, 'stream'>;

/** The model of an environment, and the lookups of its hospitals. */
export interface KnownSpec extends ModelSource {
  readonly hospitals: readonly WithLookups[];
}

/**
 * A warehouse whose silver is what the local warehouse's silver said at a moment, and whose gold is built from that by the statements of the
 * pipeline. It lies in a folder of its own beside the warehouse and goes with `close`; the kept warehouse is only read.
 * @param path of the local warehouse.
 * @param spec of the environment whose warehouse it is. Its lookups are those of now: a source has no history of them.
 * @param at `YYYY-MM-DD HH:MM:SS.ffffff`, UTC.
 * @throws JobError `WAREHOUSE_MISSING`, `WAREHOUSE_LOCKED` while a run is writing
 */
export async function openAsKnown(path: string, spec: KnownSpec, at: string): Promise<KnownWarehouse> {
  const folder = await makeTemporaryFolder('known', dirname(path));
  const remove = () => removeTemporaryFolder(folder);
  try {
    const warehouse = await DuckDbWarehouse.openBeside(join(folder, 'known.duckdb'), path, KEPT);
    const close = async () => {
      await warehouse.close();
      await remove();
    };
    await fill(warehouse, spec, at).catch(async (error) => {
      await close();
      throw error;
    });
    return {
      dialect: warehouse.dialect,
      createTables: (tables) => warehouse.createTables(tables),
      query: (statement) => warehouse.query(statement),
      stream: (statement) => warehouse.stream(statement),
      executeAtomically: (statements) => warehouse.executeAtomically(statements),
      loadParquet: (load) => warehouse.loadParquet(load),
      endWith: (statements) => warehouse.endWith(statements),
      close,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function fill(warehouse: DuckDbWarehouse, spec: KnownSpec, at: string): Promise<void> {
  const model = modelOf(spec);
  const { dialect } = warehouse;
  const place = (table: TableDefinition) => `${dialect.identifier(KEPT)}.${dialect.table(table)}`;
  // What is lacking is not kept by day: the newest deliveries say it.
  const absent = absencesOf(await warehouse.query(absences(dialect, place(opsLoads))));
  await warehouse.createTables([...model.gold, ...OPS_TABLES]);
  const views = model.entities.map((entity): Statement => {
    const silver = silverTable(entity);
    const select = versionsAsKnown(entity, dialect.timestampLiteral(at), { identifier: dialect.identifier, place });
    return { name: `known.${entity.name}`, sql: `create view ${dialect.table(silver)} as ${select}` };
  });
  await warehouse.executeAtomically([
    { name: 'known.silver', sql: dialect.createDataset(DATASETS.silver) },
    ...views,
    ...hashKeyTables(model.gold).map(() => makeHashKey(dialect)),
    ...fillGroupLookup(dialect, spec.hospitals),
    ...loadDimensions(dialect, model),
    ...loadFacts(dialect, model),
    ...loadSummaries(dialect),
    ...loadKpis(dialect, model, undeliveredInputs(model.kpis, absent)),
  ]);
}

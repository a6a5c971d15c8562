import { entityOf } from '../../model/catalogue';
import { FACTS } from '../../model/gold/facts';
import { factChanges } from '../../model/gold/upkeep';
import { modelOf } from '../../model/model';
import { clearWork, type FactInputs, loadChangedFacts, rowsReplaced } from '../transform/changed-facts';
import { changedDimensions } from '../transform/changed-members';
import { copyReferenceCounts, countUnknownReferences } from '../transform/count-references';
import { factsOf } from '../transform/fact-references';
import { loadFacts } from '../transform/facts';
import type { LayerState } from '../transform/gold-layers';
import { changedSince, positionsOf, silverPositions } from '../transform/silver-changes';
import { buildLayer, readLayerStates } from './build-layer';
import type { StepWork } from './step-work';

/** Silver and dimensions to facts; counts the references that no dimension knows. */
export const factsStep: StepWork = async ({ spec, warehouse }, _step, input) => {
  const { dialect } = warehouse;
  const model = modelOf(spec);
  const entities = factsOf(model).map(({ entityName }) => entityOf(model, entityName));
  const dimensions = (await readLayerStates(warehouse)).get('dimensions');
  const positions = positionsOf(await warehouse.query(silverPositions(dialect, entities)));
  const inputs = [...positions, { input: 'dimensions', hospitalId: '', known: null, build: dimensions?.build ?? 0 }];
  const inputsSince = async (before: LayerState): Promise<FactInputs> => {
    const after = before.inputs.find((each) => each.input === 'dimensions')?.build ?? 0;
    const found = await warehouse.query(changedDimensions(dialect, after));
    return {
      changed: changedSince(before.inputs, positions),
      members: { after, dimensions: found.map((row) => String(row['dimension'])) },
    };
  };
  return buildLayer(
    warehouse,
    {
      layer: 'facts',
      tables: FACTS,
      whole: [
        { name: 'gold.fact_changes.clear', sql: `delete from ${dialect.table(factChanges)} where true` },
        ...loadFacts(dialect, model),
      ],
      inputs,
      changes: async (before) => {
        const since = await inputsSince(before);
        return {
          statements: loadChangedFacts(dialect, model, since),
          written: rowsReplaced(dialect),
          afterwards: clearWork(dialect, model, since),
        };
      },
      counted: {
        built: countUnknownReferences(dialect, model, input.runId),
        same: ({ runId }) => copyReferenceCounts(dialect, { from: runId, to: input.runId }),
      },
    },
    input,
  );
};

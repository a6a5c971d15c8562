import { DIMENSIONS } from '../../model/gold/dimensions';
import { memberChanges } from '../../model/gold/upkeep';
import { modelOf } from '../../model/model';
import { type Differing, differingMembers, loadChangedMembers, membersChanged } from '../transform/changed-members';
import { loadDimensions } from '../transform/dimensions';
import { forgetLayer } from '../transform/gold-layers';
import { countDifferentDescriptions, fillGroupLookup, loadGroupLookup } from '../transform/group-lookup';
import { changedSince, positionsOf, silverPositions } from '../transform/silver-changes';
import { buildLayer } from './build-layer';
import type { StepWork } from './step-work';

/** Entities from which payers and days come. */
const OF_FACTS = ['claims', 'transactions', 'encounters'];

/** Silver, and the lookups of the hospitals, to the dimensions of gold. */
export const dimensionsStep: StepWork = async ({ spec, warehouse }, _step, input) => {
  const { dialect } = warehouse;
  const model = modelOf(spec);
  const descriptions = countDifferentDescriptions(dialect, spec.hospitals, input.runId);
  const inputs = positionsOf(await warehouse.query(silverPositions(dialect, model.entities)));
  return buildLayer(
    warehouse,
    {
      layer: 'dimensions',
      tables: [...DIMENSIONS, ...model.goldCopies.map(({ table }) => table)],
      whole: [
        { name: 'gold.member_changes.clear', sql: `delete from ${dialect.table(memberChanges)} where true` },
        ...loadDimensions(dialect, model),
      ],
      definedBy: fillGroupLookup(dialect, spec.hospitals).map(({ sql }) => sql),
      inputs,
      // The lookups are too many for one transaction.
      prepareWhole: async () => {
        await warehouse.executeAtomically([forgetLayer(dialect, 'dimensions')]);
        await loadGroupLookup(warehouse, spec.hospitals);
      },
      changes: async (before) => {
        const changed = changedSince(before.inputs, inputs);
        const differing: Differing = OF_FACTS.some((name) => changed.has(name))
          ? await differingIn(warehouse.query(differingMembers(dialect, model)))
          : { payers: false, days: false };
        return {
          statements: loadChangedMembers(dialect, model, changed, differing),
          written: membersChanged(dialect),
        };
      },
      counted: { built: descriptions, same: () => descriptions },
    },
    input,
  );
};

async function differingIn(query: Promise<readonly Readonly<Record<string, unknown>>[]>): Promise<Differing> {
  const [row] = await query;
  return { payers: row?.['payers'] === true, days: row?.['days'] === true };
}

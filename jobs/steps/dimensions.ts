import { GOLD_TABLES } from '../../model/gold';
import { DIMENSIONS } from '../../model/gold/dimensions';
import { hashKeyTables } from '../../model/phi/hash-key';
import { loadDimensions } from '../transform/dims';
import { makeHashKey } from '../transform/hash-key';
import { rebuildGold } from './rebuild-gold';
import type { StepWork } from './step-work';

/** Silver to the dimensions of gold. Where analysts see hashes, their key is made before there is anything to hash. */
export const dimensionsStep: StepWork = (context) =>
  rebuildGold(
    context,
    [
      ...hashKeyTables(GOLD_TABLES).map(() => makeHashKey(context.warehouse.dialect)),
      ...loadDimensions(context.warehouse.dialect),
    ],
    DIMENSIONS,
  );

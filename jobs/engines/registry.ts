import { cloud } from './cloud/cloud';
import { embedded } from './embedded/embedded';
import type { Engines } from './engines';

/** Every member; the first is the default. The contract suite and the choices of `--engines` come from this list. */
export const ENGINES: readonly [Engines, ...Engines[]] = [embedded, cloud];

/** @throws Error if no engines have this id. */
export function enginesNamed(id: string): Engines {
  const found = ENGINES.find((engines) => engines.id === id);
  if (!found) throw new Error(`unknown engines "${id}"; choose one of ${ENGINES.map((each) => each.id).join(', ')}`);
  return found;
}

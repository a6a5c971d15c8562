import { ENVIRONMENTS } from '../../environments';
import { buildEverything, readSynthesized } from '../synthesized-environments';
import { EstateUnderTest } from './estate-under-test';
import type { Written } from './mutants-of';
import { type SampledMutant, sampleOf } from './sample';

/** The environments that mutants are built from. Production first: what holds only there is listed separately. */
const NAMES = [...Object.keys(ENVIRONMENTS), 'sunrise-test'].sort(
  (one, other) => Number(other.endsWith('-prod')) - Number(one.endsWith('-prod')),
);

/** Both sample environments and the one with every option, and the mutants of all of them. */
export function allMutants(): {
  mutants: readonly SampledMutant[];
  estates: readonly EstateUnderTest[];
  /** Every resource of them, weakened or not. */
  resources: readonly Written[];
} {
  const estates = readSynthesized(buildEverything, ({ outdir }) =>
    NAMES.map((name) => new EstateUnderTest(name, outdir)),
  );
  return { mutants: sampleOf(estates), estates, resources: estates.flatMap((estate) => estate.written()) };
}

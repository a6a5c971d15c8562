import { type SampledMutant, weakeningOf } from './sample';

/** What became of all mutants that are weakened in the same way. */
export interface Outcome {
  /** `type.argument: what was done`, without names of one environment. */
  readonly weakening: string;
  readonly type: string;
  /** Whether it is of an environment without patients' data, where rules may ask less. */
  readonly beforeProduction: boolean;
  readonly mutants: number;
  /** How many of them a rule reports, at the resource or at what misses it. */
  readonly reported: number;
  /** A resource whose mutant no rule reports; empty: there is none. */
  readonly unreported: string;
}

/** Judges every mutant. */
export function outcomesOf(mutants: readonly SampledMutant[]): Outcome[] {
  const byKey = new Map<string, Outcome>();
  for (const mutant of mutants) {
    const { beforeProduction } = mutant.estate;
    const weakening = weakeningOf(mutant);
    const key = keyOf({ weakening, beforeProduction });
    const { type, stack, id } = mutant.of;
    const so = byKey.get(key) ?? { weakening, type, beforeProduction, mutants: 0, reported: 0, unreported: '' };
    const isReported = mutant.estate.reported(mutant).length > 0;
    byKey.set(key, {
      ...so,
      mutants: so.mutants + 1,
      reported: so.reported + (isReported ? 1 : 0),
      unreported: so.unreported || isReported ? so.unreported : `${stack}/${type}.${id}`,
    });
  }
  return [...byKey.values()].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** Unique among outcomes. */
export function keyOf({ weakening, beforeProduction }: Pick<Outcome, 'weakening' | 'beforeProduction'>): string {
  return beforeProduction ? `${weakening} [before production]` : weakening;
}

/** Ways to weaken of which at least one mutant is not reported. */
export function unreportedOf(outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.filter(({ mutants, reported }) => reported < mutants);
}

import { allMutants } from './all-mutants';
import type { Written } from './mutants-of';
import { type Outcome, outcomesOf } from './outcomes';
import type { SampledMutant } from './sample';

/** Every mutant, and what the rules make of it. */
export interface JudgedMutants {
  readonly mutants: readonly SampledMutant[];
  /** Every resource, weakened or not. */
  readonly resources: readonly Written[];
  readonly outcomes: readonly Outcome[];
}

let judged: JudgedMutants | undefined;

/** Judges every mutant, which takes a minute or more; once, however often it is asked. */
export function judgedMutants(): JudgedMutants {
  if (!judged) {
    const { mutants, resources } = allMutants();
    judged = { mutants, resources, outcomes: outcomesOf(mutants) };
  }
  return judged;
}

import type { SpecProblem } from '../../model/problems';

/** Problems with their place as a reader of the whole sees it: `sunrise-prod.region`. */
export function prefixed(place: string, problems: readonly SpecProblem[]): SpecProblem[] {
  return problems.map((problem) => ({ ...problem, path: `${place}.${problem.path}` }));
}

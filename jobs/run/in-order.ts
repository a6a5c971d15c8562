import type { Step } from '../../model/graph';

/** What to do with each step, once the steps that it needs have ended. */
export interface StepOrder<Result> {
  /** Steps at a time. */
  readonly limit: number;
  /** The result of a step that is not run, or null. `before`: of those it needs, undefined for steps that are not among these. */
  instead(step: Step, before: readonly (Result | undefined)[]): Result | null;
  run(step: Step): Promise<Result>;
  ended(step: Step, result: Result): void;
}

/** Runs steps, each when those it needs among them have ended. Their results by id, in the same order. */
export async function runInOrder<Result>(
  steps: readonly Step[],
  order: StepOrder<Result>,
): Promise<Map<string, Result>> {
  const slot = limiter(order.limit);
  const ended = new Map<string, Promise<Result>>();
  // The graph lists a step after those it needs, so their promises exist already.
  for (const step of steps) ended.set(step.id, whenReady(step));
  const results = new Map<string, Result>();
  for (const [id, result] of ended) results.set(id, await result);
  return results;

  async function whenReady(step: Step): Promise<Result> {
    const before = await Promise.all(step.needs.map((need) => ended.get(need)));
    const result = order.instead(step, before) ?? (await slot(() => order.run(step)));
    order.ended(step, result);
    return result;
  }
}

/** At most `limit` of the functions given to it run at once; the others wait in order. */
function limiter(limit: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    // A freed slot goes straight to the first in the queue, so that no newcomer takes it.
    if (running < limit) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

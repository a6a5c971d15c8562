import { JobError } from '../../../jobs/errors';
import { runStep } from '../../../jobs/run/run';
import { graph, type Step } from '../../../model/graph';
import { HTTP_FAULTS, type HttpFault, type SeenRequest } from './faulty-http';
import { TCP_FAULTS } from './faulty-tcp';
import { STATEMENT_FAULTS, type StatementFault } from './faulty-warehouse';
import type { GroupUnderFaults } from './group-under-faults';

/** How a step uses what can fail. */
export interface Uses {
  readonly requests: readonly SeenRequest[];
  readonly statements: number;
  /** Of its source's database. */
  readonly bytes: number;
}

/** A fault at a place of a step, and the codes by which the step may end. None: it goes on. */
interface Case {
  readonly name: string;
  readonly codes: readonly string[];
  arm(): void;
  disarm(): boolean;
}

/** What a step came to under a fault. */
export interface Outcome {
  readonly step: string;
  readonly fault: string;
  /** `succeeded`, a code, or the class of an error that has none. */
  readonly ended: string;
  readonly codes: readonly string[];
  readonly milliseconds: number;
}

const CODES: Readonly<Record<HttpFault, readonly string[]>> = {
  ...(Object.fromEntries(Object.keys(HTTP_FAULTS).map((fault) => [fault, ['LAKE_UNREACHABLE']])) as Record<
    HttpFault,
    string[]
  >),
  'no permission': ['LAKE_ACCESS_DENIED'],
  slow: [],
};

/** Runs every step in the order of the graph, without a fault. @returns how each uses what can fail */
export async function runUndisturbed(group: GroupUnderFaults, runId: string): Promise<Map<string, Uses>> {
  const uses = new Map<string, Uses>();
  for (const step of graph(group.context.spec)) {
    for (const each of [group.store, group.database, group.statements]) each.disarm();
    await succeed(group, step, runId);
    const { store, statements, database } = group;
    uses.set(step.id, { requests: [...store.seen()], statements: statements.statements(), bytes: database.bytes() });
  }
  return uses;
}

/**
 * Runs every step in the order of the graph: first under one fault after another, then undisturbed, in which it must succeed.
 * @param isDisturbed which steps meet faults
 * @param places how many places of a step each fault is put to: of 2, the first and the last
 */
export async function runUnderFaults(
  group: GroupUnderFaults,
  runId: string,
  uses: ReadonlyMap<string, Uses>,
  { isDisturbed, places }: { readonly isDisturbed: (step: Step) => boolean; readonly places: number },
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const step of graph(group.context.spec)) {
    const used = uses.get(step.id);
    if (used && isDisturbed(step)) {
      for (const each of casesOf(group, used, places)) {
        const outcome = await underFault(group, step, runId, each);
        if (outcome !== null) outcomes.push(outcome);
      }
    }
    await succeed(group, step, runId);
  }
  return outcomes;
}

/** Runs the step as its orchestrator does: on a busy machine an honest answer may take longer than the idle time of this test. */
async function succeed({ context }: GroupUnderFaults, step: Step, runId: string): Promise<void> {
  for (let retries = step.retries; ; retries--) {
    try {
      await runStep(context, step.id, { runId });
      return;
    } catch (error) {
      if (retries === 0 || !(error instanceof JobError && error.retryable)) throw error;
    }
  }
}

/** @returns null: the fault met nothing, because the step had less to do than before */
async function underFault(group: GroupUnderFaults, step: Step, runId: string, each: Case): Promise<Outcome | null> {
  const from = Date.now();
  each.arm();
  const ended = await runStep(group.context, step.id, { runId }).then(
    () => 'succeeded',
    (error: unknown) => (error instanceof JobError ? error.code : `without a code: ${error}`),
  );
  const milliseconds = Date.now() - from;
  if (!each.disarm()) return null;
  return { step: step.id, fault: each.name, ended, codes: each.codes, milliseconds };
}

/** Ends that differ in their number only; `npm run test:long` puts each to every place, a usual run to one. */
const ALIKE: readonly string[] = ['too many requests', 'unavailable', 'no permission', 'a disk without permission'];

/** A step that has succeeded has nothing more to do for some of them: those under which it may succeed come last. */
function casesOf({ store, database, statements }: GroupUnderFaults, used: Uses, places: number): Case[] {
  const requests = used.requests.map((request, at) => ({ ...request, at }));
  const content = requests.filter(({ isContent }) => isContent);
  const put = <Item>(fault: string, items: readonly Item[]) =>
    spread(items, places <= 2 && ALIKE.includes(fault) ? 1 : places);
  // After the greeting, in the middle of the rows, and at their end.
  const bytes = used.bytes === 0 ? [] : [used.bytes * 0.2, used.bytes * 0.6, used.bytes * 0.95];
  const cases: Case[] = [
    ...TCP_FAULTS.flatMap((fault) =>
      put(fault, bytes).map((at) => ({
        name: `database, byte ${Math.round(at)}: ${fault}`,
        codes: fault === 'slow' ? [] : ['SOURCE_UNREACHABLE', 'SOURCE_CONNECTION_LOST'],
        arm: () => database.arm(fault, at),
        disarm: () => database.disarm(),
      })),
    ),
    ...(Object.keys(STATEMENT_FAULTS) as StatementFault[]).flatMap((fault) =>
      put(fault, [...Array(used.statements).keys()]).map((at) => ({
        ...{ name: `warehouse, statement ${at + 1}: ${fault}`, codes: [STATEMENT_FAULTS[fault].code] },
        arm: () => statements.arm(fault, at),
        disarm: () => statements.disarm(),
      })),
    ),
    ...(Object.keys(HTTP_FAULTS) as HttpFault[]).flatMap((fault) =>
      // Only content has a length that was said before.
      put(fault, fault === 'wrong length' ? content : requests).map(({ at }) => ({
        ...{ name: `store, request ${at + 1}: ${fault}`, codes: CODES[fault] },
        arm: () => store.arm(fault, at),
        disarm: () => store.disarm(),
      })),
    ),
  ];
  const last = ({ name, codes }: Case) => Number(codes.length === 0) * 2 + Number(name.endsWith('stall'));
  return cases.sort((one, other) => last(one) - last(other));
}

/** At most so many of them, from the first to the last, each once; of one place, the last. */
function spread<Item>(items: readonly Item[], places: number): Item[] {
  if (places === 1) return items.slice(-1);
  if (items.length <= places) return [...items];
  const step = (items.length - 1) / Math.max(1, places - 1);
  return Array.from({ length: places }, (_, index) => items[Math.round(index * step)] as Item);
}

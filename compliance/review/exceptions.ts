import { isDay } from '../arguments/day';
import type { Exception } from '../estate/exception';
import { qualifiedAddress } from '../estate/resource';
import type { Finding } from '../verdicts/evaluate';

/** What can be wrong with an exception. Each is a finding of severity high, so an exception never rots quietly. */
export const EXCEPTION_PROBLEMS = {
  'exception-incomplete':
    'An exception says why, who answers for it, and until when (reason, owner, expires as YYYY-MM-DD).',
  'exception-expired': 'Its last day is over: mend what it excused, or decide again.',
  'exception-too-long': 'It holds for more than a year from now: set an earlier last day, and decide again then.',
  'exception-unused': 'It excuses nothing: take it out, or correct the address.',
  'exception-unknown-rule': 'There is no such rule: correct the id.',
} as const satisfies Record<string, string>;

export type ExceptionProblem = keyof typeof EXCEPTION_PROBLEMS;

export interface Excepted {
  readonly finding: Finding;
  readonly exception: Exception;
}

/** An exception without an end is a rule that somebody has turned off; a year may be a leap year. */
export const MAXIMUM_EXCEPTION_DAYS = 366;
const DAY_MS = 86_400_000;

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}

function problemOf(exception: Exception, asOf: string, ruleIds: ReadonlySet<string>): ExceptionProblem | null {
  if (!ruleIds.has(exception.ruleId)) return 'exception-unknown-rule';
  if (exception.reason.trim() === '' || exception.owner.trim() === '' || !isDay(exception.expires)) {
    return 'exception-incomplete';
  }
  if (exception.expires < asOf) return 'exception-expired';
  return daysBetween(asOf, exception.expires) > MAXIMUM_EXCEPTION_DAYS ? 'exception-too-long' : null;
}

function problemFinding(exception: Exception, problem: ExceptionProblem): Finding {
  return {
    ruleId: problem,
    severity: 'high',
    stack: exception.stack ?? '',
    address: exception.address,
    attribute: '',
    message: `exception from ${exception.ruleId}: ${EXCEPTION_PROBLEMS[problem]}`,
  };
}

function covers(exception: Exception, finding: Finding): boolean {
  return exception.stack === undefined || exception.stack === finding.stack;
}

export interface ExceptionInput {
  readonly findings: readonly Finding[];
  readonly exceptions: readonly Exception[];
  /** The day of the review, YYYY-MM-DD; an exception holds up to and including its last day. */
  readonly asOf: string;
  readonly ruleIds: ReadonlySet<string>;
  /** Stacks that were looked at. An exception for another stack is not unused, only elsewhere. */
  readonly stacks: ReadonlySet<string>;
  /** Whether all of the environment was looked at; otherwise an exception without a stack may be used elsewhere. */
  readonly complete: boolean;
}

/** Sets aside the findings that a sound exception covers, and makes findings of the unsound ones. */
export function applyExceptions(input: ExceptionInput): { findings: Finding[]; excepted: Excepted[] } {
  const sound = new Map<string, Exception[]>();
  const problems: Finding[] = [];
  for (const exception of input.exceptions) {
    const problem = problemOf(exception, input.asOf, input.ruleIds);
    if (problem) {
      problems.push(problemFinding(exception, problem));
      continue;
    }
    const key = `${exception.ruleId} ${exception.address}`;
    sound.set(key, [...(sound.get(key) ?? []), exception]);
  }
  const used = new Set<Exception>();
  const findings: Finding[] = [];
  const excepted: Excepted[] = [];
  for (const finding of input.findings) {
    const candidates = sound.get(`${finding.ruleId} ${finding.address}`) ?? [];
    const exception = candidates.find((each) => covers(each, finding));
    if (exception) {
      used.add(exception);
      excepted.push({ finding, exception });
    } else {
      findings.push(finding);
    }
  }
  for (const exception of [...sound.values()].flat()) {
    const wasLookedAt = exception.stack === undefined ? input.complete : input.stacks.has(exception.stack);
    if (!used.has(exception) && wasLookedAt) problems.push(problemFinding(exception, 'exception-unused'));
  }
  return { findings: [...findings, ...problems], excepted };
}

/** Where an exception applies, for a reader. */
export function exceptionPlace(exception: Exception): string {
  return exception.stack === undefined
    ? exception.address
    : qualifiedAddress({ stack: exception.stack, address: exception.address });
}

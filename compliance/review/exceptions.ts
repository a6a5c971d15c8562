import { isDay } from '../arguments/day';
import type { Exception } from '../estate/exception';
import { qualifiedAddress } from '../estate/resource';
import { RENAMED_RULES } from '../rules/renamed';
import type { Finding } from '../verdicts/evaluate';

/** Problems of exceptions. Each is a finding of severity high, so an outdated exception is noticed. */
export const EXCEPTION_PROBLEMS = {
  'exception-incomplete': 'Give the reason, the owner and the last day (reason, owner, expires as YYYY-MM-DD).',
  'exception-expired': 'Its last day has passed: fix the finding, or decide again.',
  'exception-too-long': 'It ends more than a year from now: set an earlier last day, and decide again then.',
  'exception-unused': 'It covers no finding: remove it, or correct the address.',
  'exception-unknown-rule': 'No rule has this id: correct it.',
} as const satisfies Record<string, string>;

export type ExceptionProblem = keyof typeof EXCEPTION_PROBLEMS;

/** A finding and the exception that covers it. */
export interface Excepted {
  readonly finding: Finding;
  readonly exception: Exception;
}

/** An exception that names a rule by its id of an earlier version. */
export interface RenamedRule {
  /** As it is written, with the old id. */
  readonly exception: Exception;
  readonly newId: string;
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
  /** Stacks that were reviewed. An exception for another stack is not judged here. */
  readonly stacks: ReadonlySet<string>;
  /** Whether all of the environment was reviewed; otherwise an exception without a stack may be used elsewhere. */
  readonly complete: boolean;
}

/** What became of the findings. */
export interface AppliedExceptions {
  /** Those that no exception covers, and a finding for each problem of an exception. */
  readonly findings: Finding[];
  readonly excepted: Excepted[];
  readonly renamed: RenamedRule[];
}

/** Sets aside the findings that a valid exception covers, and reports the invalid exceptions as findings. */
export function applyExceptions(input: ExceptionInput): AppliedExceptions {
  const { exceptions, renamed } = underNewIds(input.exceptions);
  const sound = new Map<string, Exception[]>();
  const problems: Finding[] = [];
  for (const exception of exceptions) {
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
  return { findings: [...findings, ...problems], excepted, renamed };
}

/** The exceptions with the ids that rules have today. */
function underNewIds(written: readonly Exception[]): { exceptions: Exception[]; renamed: RenamedRule[] } {
  const renamed: RenamedRule[] = [];
  const exceptions = written.map((exception) => {
    const newId = RENAMED_RULES.get(exception.ruleId);
    if (newId === undefined) return exception;
    renamed.push({ exception, newId });
    return { ...exception, ruleId: newId };
  });
  return { exceptions, renamed };
}

/** Where an exception applies, for a reader. */
export function exceptionPlace(exception: Exception): string {
  return exception.stack === undefined
    ? exception.address
    : qualifiedAddress({ stack: exception.stack, address: exception.address });
}

import { ComplianceError } from '../compliance/errors';
import { JobError, type JobErrorCode } from '../jobs/errors';
import { problemsText, SpecError } from '../model/problems';
import { SAMPLE_ERRORS, SampleError } from '../sample/errors';
import { COMMAND_ERRORS, CommandError } from './command-errors';
import { UsageError } from './usage-error';

/** 0 done, 1 failed, 2 wrong usage or configuration. */
export type ExitCode = 0 | 1 | 2;

/** A failure as the command line tells it. */
export interface Failure {
  readonly exitCode: ExitCode;
  /** Of a step or a command; `UNCODED` for what nobody expected. */
  readonly code: string;
  /** Whether the same command line may succeed when it is simply given again. */
  readonly retryable: boolean;
  /** What happened, why, what next: lines for stderr, without a stack. */
  readonly text: string;
}

/** Failures of a step that a different command line, and nothing else, puts right. */
const WRONG_USAGE: readonly JobErrorCode[] = [
  'STEP_UNKNOWN',
  'RUN_UNKNOWN',
  'ENVIRONMENT_UNKNOWN',
  'WAREHOUSE_MISSING',
];
/** Errors of the language itself say what is wrong with the program and quote no data. */
const PROGRAM_ERRORS = [TypeError, RangeError, ReferenceError];
const DEBUG_HINT = 'Set RCM_DEBUG=1 and run it again to see where it happened.';

/** Puts a thrown value into words; `debug` adds the stack. */
export function describeFailure(thrown: unknown, debug: boolean): Failure {
  const stack = debug && thrown instanceof Error ? `\n\n${thrown.stack}${causeOf(thrown)}` : '';
  const failure = inWords(thrown);
  return { ...failure, text: failure.text + stack };
}

function inWords(thrown: unknown): Failure {
  if (thrown instanceof UsageError) return wrong('USAGE', paragraph(thrown.message, thrown.fix));
  if (thrown instanceof SpecError) {
    const title = `SPEC_INVALID: the environment has ${thrown.problems.length} problem(s)`;
    return wrong('SPEC_INVALID', `${title}\n${problemsText(thrown.problems)}`);
  }
  if (thrown instanceof JobError) {
    const { code, retryable } = thrown;
    const exitCode = WRONG_USAGE.includes(code) ? 2 : 1;
    return { exitCode, code, retryable, text: paragraph(`${code}: ${thrown.detail}`, thrown.fix) };
  }
  if (thrown instanceof CommandError) {
    const { exitCode, fix } = COMMAND_ERRORS[thrown.code];
    return {
      exitCode,
      code: thrown.code,
      retryable: exitCode === 1,
      text: paragraph(`${thrown.code}: ${thrown.detail}`, fix),
    };
  }
  // Reviewing and making a sample go wrong only by what they are given.
  if (thrown instanceof ComplianceError) {
    return wrong(thrown.code, paragraph(`${thrown.code}: ${thrown.detail}`, thrown.fix));
  }
  if (thrown instanceof SampleError) {
    return wrong(thrown.code, paragraph(`${thrown.code}: ${thrown.detail}`, SAMPLE_ERRORS[thrown.code].fix));
  }
  return { exitCode: 1, code: 'UNCODED', retryable: true, text: paragraph(unexpected(thrown), DEBUG_HINT) };
}

/** Wrong usage or configuration stays wrong. */
function wrong(code: string, text: string): Failure {
  return { exitCode: 2, code, retryable: false, text };
}

/** Messages of engines and parsers may quote a row, so of unknown errors only the class is shown. */
function unexpected(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'An unexpected failure';
  if ('syscall' in thrown || PROGRAM_ERRORS.some((each) => thrown instanceof each)) {
    return `An unexpected failure, ${thrown.name}: ${thrown.message}`;
  }
  return `An unexpected failure, ${thrown.name}`;
}

function paragraph(what: string, next: string): string {
  return `${what}\n-> ${next}`;
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? `\ncaused by ${error.cause.stack}` : '';
}

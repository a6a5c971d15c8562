import { fileFailure } from '../../jobs/lake/disk-failure';
import { CodedError } from '../../model/errors/coded-error';
import { ERRORS } from '../../model/errors/registry';

/** 0 done, 1 failed, 2 wrong usage or configuration. */
export type ExitCode = 0 | 1 | 2;

/** A failure as the command line reports it. */
export interface Failure {
  readonly exitCode: ExitCode;
  /** From the registry; `UNCODED` for an unexpected error. */
  readonly code: string;
  /** Whether the same command line may succeed when it is run again unchanged. */
  readonly retryable: boolean;
  /** What happened, why, what next: lines for stderr, without a stack. */
  readonly text: string;
}

/** Errors of the language itself say what is wrong with the program and quote no data. */
const PROGRAM_ERRORS = [TypeError, RangeError, ReferenceError];

/** Puts a thrown value into words; `debug` adds the stack. */
export function describeFailure(thrown: unknown, debug: boolean): Failure {
  const stack = debug && thrown instanceof Error ? `\n\n${thrown.stack}${causeOf(thrown)}` : '';
  const failure = inWords(thrown);
  return { ...failure, text: failure.text + stack };
}

function inWords(thrown: unknown): Failure {
  const coded = thrown instanceof CodedError ? thrown : fileFailure(thrown);
  if (coded) {
    const { exitCode, code, retryable, lines } = coded;
    return { exitCode, code, retryable, text: lines };
  }
  const { exitCode, retryable, fix } = ERRORS.UNCODED;
  return { exitCode, code: 'UNCODED', retryable, text: `${unexpected(thrown)}\n-> ${fix}` };
}

/** Messages of engines and parsers may quote a row, so only the class of an unknown error is shown. */
function unexpected(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'UNCODED: unexpected failure';
  if ('syscall' in thrown || PROGRAM_ERRORS.some((each) => thrown instanceof each)) {
    return `UNCODED: unexpected ${thrown.name}: ${thrown.message}`;
  }
  return `UNCODED: unexpected ${thrown.name}`;
}

function causeOf(error: Error): string {
  return error.cause instanceof Error ? `\ncaused by ${error.cause.stack}` : '';
}

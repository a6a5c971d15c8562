import type { NextAfterError } from './error-entry';
import { ERRORS, type ErrorCode } from './registry';

/** What a coded error may say beside its code and detail. */
export interface CodedErrorOptions extends ErrorOptions {
  /** Advice for this one case. @default the advice that `ERRORS` has for the code */
  readonly fix?: string;
}

/**
 * The base of every error that the platform throws on purpose: a code that scripts branch on, what happened, and what to do next.
 * `detail` names tables, columns, files, settings and counts, never a value of a row or a secret.
 */
export class CodedError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name: string = 'CodedError';
  /** Whether the same attempt may succeed when it is run again unchanged; orchestrators read it. */
  readonly retryable: boolean;
  /** What to type once the advice was followed. */
  readonly next: NextAfterError;
  /** Exit code of the command that ends with this error. */
  readonly exitCode: 1 | 2;
  /** What to do next. */
  readonly fix: string;

  constructor(
    readonly code: Code,
    readonly detail: string,
    options: CodedErrorOptions = {},
  ) {
    const { retryable, next, exitCode, fix } = ERRORS[code];
    super(`${code}: ${detail}. ${options.fix ?? fix}`, options);
    this.retryable = retryable;
    this.next = next;
    this.exitCode = exitCode;
    this.fix = options.fix ?? fix;
  }

  /** For a terminal: what happened, then what to do next, on a line each. */
  get lines(): string {
    return `${this.code}: ${this.detail}\n-> ${this.fix}`;
  }
}

import { CodedError } from './errors/coded-error';
import { PROBLEMS, type ProblemCode } from './errors/environment-errors';

export { PROBLEMS, type ProblemCode } from './errors/environment-errors';

/** One thing that is wrong with a description: its code, where, and what. `PROBLEMS` says what to do. */
export interface SpecProblem {
  readonly code: ProblemCode;
  /** e.g. `hospitals[1].mapping.patients.columns.F_Name` */
  readonly path: string;
  readonly message: string;
}

/** Whether the text is a key of `PROBLEMS`. */
export function isProblemCode(text: unknown): text is ProblemCode {
  return typeof text === 'string' && Object.hasOwn(PROBLEMS, text);
}

/** A problem in one line: code, place, what is wrong. */
export function problemLine({ code, path, message }: SpecProblem): string {
  return `${code} at ${path}: ${message}`;
}

/** Problems in words: a line each, then what to do about each code, once. */
export function problemsText(problems: readonly SpecProblem[]): string {
  const codes = [...new Set(problems.map(({ code }) => code))];
  return [
    ...problems.map((problem) => `  ${problemLine(problem)}`),
    ...codes.map((code) => `-> ${code}: ${PROBLEMS[code].fix}`),
  ].join('\n');
}

/** Every problem of a description at once. @see parseSpec */
export class SpecError extends CodedError<'SPEC_INVALID'> {
  override readonly name = 'SpecError';

  constructor(readonly problems: readonly SpecProblem[]) {
    super('SPEC_INVALID', `the environment has ${problems.length} problem(s)`);
    this.message = this.lines;
  }

  /** Each problem has advice of its own. */
  override get lines(): string {
    return `${this.code}: ${this.detail}\n${problemsText(this.problems)}`;
  }
}

import type { ProblemCode } from '../problems';

/** One problem of an extension; the path begins at the extension. */
export interface ExtensionProblem {
  readonly code: ProblemCode;
  readonly path: readonly (string | number)[];
  readonly message: string;
}

import { types } from 'node:util';

/**
 * Leaves out the stack traces that cdktf takes of every token and nobody reads: 1,500 of them are a fifth of a second, and ten times
 * that where source maps are applied to each frame. Traces of errors stay as they are.
 */
export function skipTokenTraces(): void {
  const capture = Error.captureStackTrace;
  Error.captureStackTrace = (target, below) => {
    // A token's trace is captured on a plain object, which is not an error.
    if (types.isNativeError(target)) capture(target, below);
  };
}

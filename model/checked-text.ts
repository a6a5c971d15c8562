import { z } from 'zod';
import type { ProblemCode } from './problems';

/** A text that matches, or a problem with this code; `say` may quote what was written. */
export function checkedText(code: ProblemCode, pattern: RegExp, say: string | ((input: string) => string)) {
  return z.string().refine((input) => pattern.test(input), {
    error: ({ input }) => (typeof say === 'string' ? say : say(String(input))),
    params: { code },
  });
}

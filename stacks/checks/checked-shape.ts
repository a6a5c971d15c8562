import type { z } from 'zod';
import { parseSpec } from '../../model/parse-spec';
import { SpecError, type SpecProblem } from '../../model/problems';

/** Props whose fields have the types that TypeScript would have checked. */
export interface CheckedShape<Props> {
  /** Every field of another type, every unknown one and every missing one. */
  readonly problems: readonly SpecProblem[];
  /** The props without those fields. A required one has its placeholder, so that the others can still be checked. */
  readonly props: Props;
  /** Whether a problem is about a field with a placeholder, or one left out: then it says nothing about what was written. */
  readonly isInvalid: (problem: SpecProblem) => boolean;
}

/**
 * Checks what a compiler would have checked: props that were written in JavaScript, read from JSON or cast can have any value.
 * @param placeholders value of each required field.
 */
export function checkedShape<Props extends object>(
  schema: z.ZodType,
  props: Props,
  placeholders: Partial<Props>,
): CheckedShape<Props> {
  try {
    parseSpec(schema, props);
    return { problems: [], props, isInvalid: () => false };
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    const { problems } = error;
    const fields = new Set(problems.map(({ path }) => fieldOf(path)));
    const given = typeof props === 'object' && props !== null ? Object.entries(props) : [];
    // A field that is valid replaces its placeholder.
    const valid = { ...placeholders, ...Object.fromEntries(given.filter(([field]) => !fields.has(field))) } as Props;
    return { problems, props: valid, isInvalid: ({ path }) => fields.has(fieldOf(path)) };
  }
}

/** `groups` of `groups.engineers`, `exceptions` of `exceptions[0].reason`. */
function fieldOf(path: string): string {
  return path.replace(/[.[].*$/s, '');
}

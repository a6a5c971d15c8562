import type { z } from 'zod';
import { parseSpec } from '../../model/parse-spec';
import { SpecError, type SpecProblem } from '../../model/problems';

/** What somebody wrote, as far as its fields are of the kind that their types say. */
export interface CheckedShape<Props> {
  /** Every field that is not, and every one that there is not. */
  readonly problems: readonly SpecProblem[];
  /** The props without those fields; one that must be there has its stand-in, so that the rest can still be checked. */
  readonly props: Props;
  /** Whether a problem is about a field that is a stand-in or left out: then it says nothing about what was written. */
  readonly isMisshapen: (problem: SpecProblem) => boolean;
}

/**
 * Checks what a compiler would have: props written in JavaScript, read from JSON or cast have whatever they have.
 * @param standIn value of each field that must be there.
 */
export function checkedShape<Props extends object>(
  schema: z.ZodType,
  props: Props,
  standIn: Partial<Props>,
): CheckedShape<Props> {
  try {
    parseSpec(schema, props);
    return { problems: [], props, isMisshapen: () => false };
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    const { problems } = error;
    const fields = new Set(problems.map(({ path }) => fieldOf(path)));
    const given = typeof props === 'object' && props !== null ? Object.entries(props) : [];
    // Also of fields that were not written: a stand-in is overwritten by what is sound.
    const sound = { ...standIn, ...Object.fromEntries(given.filter(([field]) => !fields.has(field))) } as Props;
    return { problems, props: sound, isMisshapen: ({ path }) => fields.has(fieldOf(path)) };
  }
}

/** `groups` of `groups.engineers`, `exceptions` of `exceptions[0].reason`. */
function fieldOf(path: string): string {
  return path.replace(/[.[].*$/s, '');
}

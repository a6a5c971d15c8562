import type { z } from 'zod';
import { isProblemCode, type ProblemCode, SpecError } from './problems';

/**
 * Reads a spec, or one part of it, filling in the defaults.
 * @throws SpecError with every problem and its path.
 */
export function parseSpec<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const hidden = prototypeKeys(input);
  if (hidden.length > 0)
    throw new SpecError(hidden.map((path) => ({ code: 'FIELD_UNKNOWN', path, message: 'there is no such field' })));
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  throw new SpecError(
    result.error.issues
      .flatMap(ofMeantBranch)
      .flatMap((issue) =>
        placesOf(issue).map((path) => ({ code: codeOf(issue), path: pathText(path), message: messageOf(issue) })),
      ),
  );
}

/** Where a description has the key `__proto__`: zod would pass over it without a word. */
function prototypeKeys(input: unknown, path: readonly PropertyKey[] = []): string[] {
  if (typeof input !== 'object' || input === null) return [];
  return Object.keys(input).flatMap((key) => {
    const place = [...path, Array.isArray(input) ? Number(key) : key];
    // Read as an own key, which the name alone would not do.
    const value = Object.getOwnPropertyDescriptor(input, key)?.value;
    return [...(key === '__proto__' ? [pathText(place)] : []), ...prototypeKeys(value, place)];
  });
}

/**
 * Of a value that may have several forms, the problems in the form that was meant: the only one whose type the value has. zod alone says
 * that it has none of them.
 */
function ofMeantBranch(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.filter(
    (branch) => !branch.some(({ path, code }) => path.length === 0 && code === 'invalid_type'),
  );
  const [branch] = meant;
  if (meant.length !== 1 || !branch) return [issue];
  return branch.flatMap((each) => ofMeantBranch({ ...each, path: [...issue.path, ...each.path] }));
}

/** Each unknown field is a problem of its own. */
function placesOf(issue: z.core.$ZodIssue): readonly PropertyKey[][] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
}

/** The code that the check gave, or what zod itself found. */
function codeOf(issue: z.core.$ZodIssue): ProblemCode {
  if (issue.code === 'custom') return isProblemCode(issue.params?.['code']) ? issue.params['code'] : 'FIELD_INVALID';
  if (issue.code === 'unrecognized_keys') return 'FIELD_UNKNOWN';
  // For a key of a record, zod puts the problem inside another one.
  const [inKey] = issue.code === 'invalid_key' ? issue.issues : [];
  if (inKey) return codeOf(inKey);
  return issue.input === undefined ? 'FIELD_MISSING' : 'FIELD_INVALID';
}

/** The message for the author of the value; zod's own where it is clear enough. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return 'there is no such field';
  if (issue.code === 'invalid_value' && issue.input !== undefined) {
    return `${JSON.stringify(issue.input)}; there are ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
  }
  if (issue.code === 'too_small' && issue.origin === 'array') return `there must be at least ${issue.minimum}`;
  return issue.message;
}

function pathText(path: readonly PropertyKey[]): string {
  return (
    path
      .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
      .join('')
      .replace(/^\./, '') || '(root)'
  );
}

import { blocks, isUnknown, type Json, type JsonObject } from '../arguments/attribute';

/** What is wrong with one resource, in words that hold no value of a secret argument. */
export interface Defect {
  /** What is, and what should be: "ssl_mode is not set; connections without TLS are accepted". */
  readonly message: string;
  /** The argument to change, e.g. `settings.ip_configuration.ssl_mode`. */
  readonly attribute: string;
}

/**
 * What a rule says about one resource. An empty list: checked and compliant.
 * 'unknown': it depends on a value that the document does not hold. 'not_applicable': the rule is not about this one.
 */
export type Verdict = readonly Defect[] | 'unknown' | 'not_applicable';

/** Judges one value: an expression is 'unknown', a value that `accepts` rejects is the defect. Absent is undefined. */
export function expectValue(
  value: Json | undefined,
  accepts: (value: Json | undefined) => boolean,
  defect: Defect,
): Verdict {
  if (isUnknown(value)) return 'unknown';
  return accepts(value) ? [] : [defect];
}

/** All of them must hold. A certain defect outranks 'unknown', which outranks compliant. */
export function allOf(...parts: readonly Verdict[]): Verdict {
  const defects = parts.flatMap((part) => (typeof part === 'string' ? [] : part));
  if (defects.length > 0) return defects;
  if (parts.includes('unknown')) return 'unknown';
  return parts.every((part) => part === 'not_applicable') ? 'not_applicable' : [];
}

/** Judges each block called `name`; a resource without one is compliant. 'unknown' when an expression makes them. */
export function judgeBlocks(of: Json | undefined, name: string, judge: (block: JsonObject) => Verdict): Verdict {
  const found = blocks(of, name);
  return found === 'unknown' ? found : allOf(...found.map(judge), []);
}

import type { JsonObject } from '../compliance/attribute';
import type { Rule } from '../compliance/rule';
import { judged, type ResourcePart } from './judged';

/** A resource of another type than the specification's own. */
export class OfType {
  constructor(
    readonly type: string,
    readonly attributes: JsonObject,
  ) {}
}

type Subject = JsonObject | OfType;

/** What a rule says about one resource at a time, each under the words that say what is special about it. */
export interface RuleCases {
  /** The type of a subject that is not an `OfType`. */
  readonly type: string;
  /** What else the estate holds; its own verdicts are not looked at. @default nothing */
  readonly beside?: ResourcePart;
  /** Resources with defects: the subject, and the arguments that the rule objects to, in order. */
  readonly reports: Readonly<Record<string, readonly [Subject, ...string[]]>>;
  /** Looked at and in order, a stronger setting and a harmless change among them; none where the thing should not be there at all. */
  readonly accepts: Readonly<Record<string, Subject>>;
  /** What the rule is not about. */
  readonly ignores: Readonly<Record<string, Subject>>;
  /** What only the apply knows. */
  readonly cannotTell: Readonly<Record<string, Subject>>;
}

/** Makes a test of each case. */
export function itJudges(rule: Rule, cases: RuleCases): void {
  const verdict = (subject: Subject): readonly string[] | 'in order' | 'not looked at' | 'cannot tell' => {
    const { type, attributes } = subject instanceof OfType ? subject : { type: cases.type, attributes: subject };
    const beside = cases.beside ?? {};
    const without = judged(rule, beside);
    const all = judged(rule, { ...beside, [type]: { ...beside[type], subject: attributes } });
    const address = `${type}.subject`;
    if (all.cannotTell.includes(address)) return 'cannot tell';
    return all.defects[address] ?? (all.checked > without.checked ? 'in order' : 'not looked at');
  };
  const each = (word: string, subjects: Readonly<Record<string, Subject>>, expected: string): void => {
    for (const [title, subject] of Object.entries(subjects)) {
      it(`${word} ${title}`, () => expect(verdict(subject)).toBe(expected));
    }
  };
  for (const [title, [subject, ...at]] of Object.entries(cases.reports)) {
    it(`reports ${title}`, () => expect(verdict(subject)).toEqual(at));
  }
  each('accepts', cases.accepts, 'in order');
  each('ignores', cases.ignores, 'not looked at');
  each('cannot tell', cases.cannotTell, 'cannot tell');
}

import type { JsonObject } from '../compliance/arguments/attribute';
import type { Rule } from '../compliance/verdicts/rule';
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
  /** The type of a subject that is not an `OfType`. @default each title is an address, `google_compute_network.silent` */
  readonly type?: string;
  /** What else the estate holds; its own verdicts do not count. @default nothing */
  readonly beside?: ResourcePart;
  /** Resources with defects: the subject, and the arguments that the rule objects to, in order. */
  readonly reports: Readonly<Record<string, readonly [Subject, ...string[]]>>;
  /** Checked and compliant, a stronger setting and a harmless change among them; empty where the thing should not be there at all. */
  readonly accepts: Readonly<Record<string, Subject>>;
  /** Resources that the rule does not apply to. */
  readonly ignores: Readonly<Record<string, Subject>>;
  /** What only the apply knows. @default the rule asks for nothing of that kind */
  readonly unknown?: Readonly<Record<string, Subject>>;
}

/** Resources by address as the part of a document. */
export function placed(resources: Readonly<Record<string, JsonObject>>): ResourcePart {
  const part: Record<string, Record<string, JsonObject>> = {};
  for (const [address, attributes] of Object.entries(resources)) {
    const { type, name } = parsed(address);
    part[type] = { ...part[type], [name]: attributes };
  }
  return part;
}

function parsed(address: string): { readonly type: string; readonly name: string } {
  const dot = address.indexOf('.');
  return { type: address.slice(0, dot), name: address.slice(dot + 1) };
}

/** Makes a test of each case. */
export function itJudges(rule: Rule, cases: RuleCases): void {
  const verdict = (title: string, subject: Subject): readonly string[] | 'compliant' | 'not checked' | 'unknown' => {
    const written = cases.type === undefined ? parsed(title) : { type: cases.type, name: 'subject' };
    const name = written.name;
    const { type, attributes } = subject instanceof OfType ? subject : { type: written.type, attributes: subject };
    const beside = cases.beside ?? {};
    const without = judged(rule, beside);
    const all = judged(rule, { ...beside, [type]: { ...beside[type], [name]: attributes } });
    const address = `${type}.${name}`;
    if (all.unknown.includes(address)) return 'unknown';
    return all.defects[address] ?? (all.checked > without.checked ? 'compliant' : 'not checked');
  };
  const each = (word: string, subjects: Readonly<Record<string, Subject>>, expected: string): void => {
    for (const [title, subject] of Object.entries(subjects)) {
      it(`${word} ${title}`, () => expect(verdict(title, subject)).toBe(expected));
    }
  };
  for (const [title, [subject, ...at]] of Object.entries(cases.reports)) {
    it(`reports ${title}`, () => expect(verdict(title, subject)).toEqual(at));
  }
  each('accepts', cases.accepts, 'compliant');
  each('ignores', cases.ignores, 'not checked');
  each('does not know', cases.unknown ?? {}, 'unknown');
}

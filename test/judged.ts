import type { JsonObject } from '../compliance/arguments/attribute';
import { type Estate, estateOf } from '../compliance/estate/estate';
import { readSynthesis } from '../compliance/reading/synthesis';
import { evaluate } from '../compliance/verdicts/evaluate';
import type { Rule } from '../compliance/verdicts/rule';

/** The `resource` part of a Terraform document: type, then name, then arguments. */
export type ResourcePart = Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;

/** The verdict of a rule about some resources. */
export interface Judged {
  /** How many it judged. */
  readonly checked: number;
  /** By address: the arguments that it objects to, in order. */
  readonly defects: Readonly<Record<string, readonly string[]>>;
  /** Addresses that it cannot judge before the apply. */
  readonly unknown: readonly string[];
}

/** An estate of one stack `lake` in project `p`, with these resources. */
export function estateWith(resource: ResourcePart, options: { readonly complete?: boolean } = {}): Estate {
  const document = { provider: { google: [{ project: 'p' }] }, resource };
  return estateOf([readSynthesis('lake', document)], { complete: options.complete ?? true });
}

/** Lets one rule judge the resources of one stack. */
export function judged(rule: Rule, resource: ResourcePart, options: { readonly complete?: boolean } = {}): Judged {
  const { checked, findings, unknown } = evaluate(rule, estateWith(resource, options));
  const defects: Record<string, string[]> = {};
  for (const finding of findings) {
    const arguments_ = defects[finding.address] ?? [];
    defects[finding.address] = arguments_;
    arguments_.push(finding.attribute);
  }
  return { checked, defects, unknown: unknown.map((each) => each.address) };
}

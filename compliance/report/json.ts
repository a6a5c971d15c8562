import { createHash } from 'node:crypto';
import type { AccessChange } from '../access/difference';
import type { GrantEffects } from '../access/effects-of';
import type { AccessRow } from '../access/matrix';
import type { ControlResult, ControlStatus, Review, RuleResult } from '../review/review';
import { DISCLAIMER } from './words';

// Readers of the JSON rely on its keys and words. Some are older than those of the code: `cannotTell`, `cannot_tell` and `inOrder` for
// what the code calls unknown and compliant. They are translated here and nowhere else.

type Renamed<T, Old extends keyof T, New> = Omit<T, Old> & New;

/** A rule's result in the JSON. */
export type RuleResultJson = Renamed<
  RuleResult,
  'compliant' | 'unknown',
  { readonly cannotTell: number; readonly inOrder: RuleResult['compliant'] }
>;

/** A control's result in the JSON. */
export type ControlResultJson = Renamed<
  ControlResult,
  'status' | 'rules',
  {
    readonly status: Exclude<ControlStatus, 'unknown'> | 'cannot_tell';
    readonly rules: readonly RuleResultJson[];
  }
>;

/** A grant in the JSON. */
export type AccessRowJson = Renamed<
  AccessRow,
  'effects',
  { readonly effects: Exclude<GrantEffects, 'unknown'> | 'cannot_tell' }
>;

/** A change of access in the JSON. */
export type AccessChangeJson = Renamed<
  AccessChange,
  'before' | 'after',
  { readonly before: AccessRowJson | null; readonly after: AccessRowJson | null }
>;

/** A review in the JSON. */
export type ReviewJson = Renamed<
  Review,
  'unknown' | 'checkedByRule' | 'controls' | 'access',
  {
    readonly cannotTell: Review['unknown'];
    readonly checkedByRule: readonly RuleResultJson[];
    readonly controls: readonly ControlResultJson[];
    readonly access: readonly AccessRowJson[];
  }
>;

/** What `toJson` writes. `version` grows when a field changes its meaning or is removed. */
export type ReviewDocument = ReviewJson & {
  readonly version: 2;
  readonly disclaimer: string;
  /** As `contentHash` gives it. */
  readonly contentHash: string;
};

/** The whole review as plain data, for `JSON.stringify`. */
export function toJson(review: Review): ReviewDocument {
  return { version: 2, disclaimer: DISCLAIMER, contentHash: contentHash(review), ...reviewJson(review) };
}

/** The access matrix as plain data, for `JSON.stringify`. */
export function toAccessJson(rows: readonly AccessRow[]): readonly AccessRowJson[] {
  return rows.map(accessRowJson);
}

/** Changes of access as plain data, for `JSON.stringify`. */
export function toAccessDifferenceJson(changes: readonly AccessChange[]): readonly AccessChangeJson[] {
  return changes.map(({ kind, before, after, ...rest }) => ({
    kind,
    before: before && accessRowJson(before),
    after: after && accessRowJson(after),
    ...rest,
  }));
}

/** SHA-256, in hexadecimal, of the review as JSON. Every form of the report shows it: two reports with the same hash say the same. */
export function contentHash(review: Review): string {
  return createHash('sha256')
    .update(JSON.stringify(reviewJson(review)))
    .digest('hex');
}

function reviewJson(review: Review): ReviewJson {
  const { asOf, failOn, complete, findings, excepted, unknown, checkedByRule, controls, access, ...rest } = review;
  const { resourceCountByStack, unknownTypes, ...declared } = rest;
  return {
    ...{ asOf, failOn, complete, findings, excepted, cannotTell: unknown },
    checkedByRule: checkedByRule.map(ruleResultJson),
    controls: controls.map(({ status, rules, ...control }) => ({
      ...control,
      status: status === 'unknown' ? 'cannot_tell' : status,
      rules: rules.map(ruleResultJson),
    })),
    ...{ resourceCountByStack, unknownTypes },
    access: toAccessJson(access),
    ...declared,
  };
}

function ruleResultJson({ compliant, unknown, ...rest }: RuleResult): RuleResultJson {
  return { ...rest, cannotTell: unknown, inOrder: compliant };
}

function accessRowJson({ effects, why, address, ...rest }: AccessRow): AccessRowJson {
  return { ...rest, effects: effects === 'unknown' ? 'cannot_tell' : effects, why, address };
}

import { SIX_YEARS_DAYS } from '../../../model';
import { attribute, blocks, isUnknown, type Json, type JsonObject, numberOf, strings } from '../../arguments/attribute';
import { isBeforeProduction } from '../../estate/resource';
import { keepsRecords } from '../../rule-parts/keeps-records';
import { LEAST_SOFT_DELETE_DAYS } from '../../rule-parts/soft-delete';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

/** Conditions that say how old an object has to be, in days. */
const AGES = ['age', 'days_since_noncurrent_time', 'days_since_custom_time'] as const;
/** Conditions that only an older version can meet. */
const OF_OLDER_VERSIONS = ['days_since_noncurrent_time', 'noncurrent_time_before', 'num_newer_versions'] as const;

function isSet(value: Json | undefined): boolean {
  // A plan writes 0 and "" for what is not set.
  return value !== undefined && value !== null && value !== 0 && value !== '';
}

/** Everything in a condition that Terraform computes. */
function isComputed(condition: JsonObject): boolean {
  return Object.values(condition).some((each) => isUnknown(each) || strings(each) === 'unknown');
}

/** The age that an object has at least when the rule deletes it, in days. A date, or a count of versions, names none. */
function leastAge(condition: JsonObject): number {
  return Math.max(0, ...AGES.map((name) => numberOf(attribute(condition, name)) || 0));
}

function judge(rule: JsonObject, forRecords: boolean): Verdict {
  if (attribute(rule, 'action', 'type') !== 'Delete') {
    return isUnknown(attribute(rule, 'action', 'type')) ? 'unknown' : [];
  }
  const condition = blocks(rule, 'condition');
  if (condition === 'unknown') return condition;
  const given = condition[0] ?? {};
  if (isComputed(given)) return 'unknown';
  const olderOnly = given['with_state'] === 'ARCHIVED' || OF_OLDER_VERSIONS.some((name) => isSet(given[name]));
  const age = leastAge(given);
  const keptVersions = numberOf(attribute(given, 'num_newer_versions')) > 0;
  const message = (days: number) =>
    `objects are deleted after ${age} days; they should stay for ${days} ${olderOnly ? 'after they were replaced' : ''}`;
  const defect = (days: number) => [{ attribute: 'lifecycle_rule.condition', message: message(days).trim() }];
  if (forRecords) return age >= SIX_YEARS_DAYS ? [] : defect(SIX_YEARS_DAYS);
  return age >= LEAST_SOFT_DELETE_DAYS || keptVersions ? [] : defect(LEAST_SOFT_DELETE_DAYS);
}

export const bucketLifecycle: ResourceRule = {
  id: 'storage-bucket-lifecycle',
  title: 'Lifecycle rules of production buckets keep objects long enough',
  severity: 'medium',
  controls: ['164.310(d)(2)(i)', '164.316(b)(2)(i)', '164.308(a)(7)(ii)(A)'],
  why: 'A lifecycle rule deletes automatically every day: a wrong one deletes records that must be kept, or the older versions that a restore needs.',
  fix: `Delete audit records and archives after ${SIX_YEARS_DAYS} days or more, anything else after ${LEAST_SOFT_DELETE_DAYS} or more.`,
  resourceTypes: ['google_storage_bucket'],
  check(bucket) {
    if (isBeforeProduction(bucket)) return 'not_applicable';
    const rules = blocks(bucket.attributes, 'lifecycle_rule');
    if (rules === 'unknown') return rules;
    const deleting = rules.filter((rule) => {
      const type = attribute(rule, 'action', 'type');
      return type === 'Delete' || isUnknown(type);
    });
    if (deleting.length === 0) return [];
    const forRecords = keepsRecords(bucket);
    if (forRecords === 'unknown') return forRecords;
    return allOf(...deleting.map((rule) => judge(rule, forRecords)));
  },
};

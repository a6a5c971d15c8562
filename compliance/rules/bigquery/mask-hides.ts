import { PHI_POLICY, PHI_TAGS } from '../../../model';
import { attribute, isUnknown } from '../../arguments/attribute';
import { referenced } from '../../estate/references';
import type { ResourceRule } from '../../verdicts/rule';
import type { Verdict } from '../../verdicts/verdict';

/** Masks that leave nothing of the value, or what cannot be turned back. */
const HIDES = new Set(['ALWAYS_NULL', 'DEFAULT_MASKING_VALUE', 'SHA256', 'RANDOM_HASH']);
/** Tags of few or well-known values, such as codes and years: hashing all of them shows which is which. */
const GUESSABLE = new Set<string>(PHI_TAGS.filter((tag) => PHI_POLICY[tag].guessable));
const HASHES = new Set(['SHA256', 'RANDOM_HASH']);

const ARGUMENT = 'data_masking_policy.predefined_expression';

function defect(message: string, argument = ARGUMENT): Verdict {
  return [{ attribute: argument, message }];
}

export const maskHides: ResourceRule = {
  id: 'bigquery-mask-hides',
  title: 'Masks hide the value of the column',
  severity: 'high',
  controls: ['164.514(b)', '164.502(b)', '164.514(d)'],
  why: 'The last digits of a number, or the hash of a code, identify the patient for anyone with a list to compare.',
  fix: 'Use ALWAYS_NULL or DEFAULT_MASKING_VALUE; SHA256 for numbers of accounts and records; DATE_YEAR_MASK for dates.',
  resourceTypes: ['google_bigquery_datapolicy_data_policy'],
  check(policy, estate) {
    const { attributes } = policy;
    const type = attribute(attributes, 'data_policy_type');
    if (isUnknown(type)) return 'unknown';
    // Such a policy only denies access.
    if (type === 'COLUMN_LEVEL_SECURITY_POLICY') {
      return attribute(attributes, 'data_masking_policy') === undefined
        ? 'not_applicable'
        : defect('the policy has a mask and does not use it', 'data_policy_type');
    }
    const mask = attribute(attributes, 'data_masking_policy', 'predefined_expression');
    // Only the text of a customer's function shows what it leaves.
    if (isUnknown(mask) || attribute(attributes, 'data_masking_policy', 'routine') !== undefined) return 'unknown';
    const tag = referenced(estate, policy, attribute(attributes, 'policy_tag'))?.attributes['display_name'];
    if (mask === 'DATE_YEAR_MASK') {
      return tag === undefined || /date|day|time/i.test(String(tag)) ? [] : defect(`a year is left of ${String(tag)}`);
    }
    if (!HIDES.has(String(mask))) return defect(`${String(mask ?? 'no mask')} leaves a part of the value`);
    return HASHES.has(String(mask)) && GUESSABLE.has(String(tag))
      ? defect(`a hash of ${String(tag)} can be guessed`)
      : [];
  },
};

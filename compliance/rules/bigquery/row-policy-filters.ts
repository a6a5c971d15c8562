import { attribute, isUnknown } from '../../arguments/attribute';
import { isEverybody } from '../../grants/grant';
import { grantsOf } from '../../grants/grants-of';
import type { ResourceRule } from '../../verdicts/rule';
import type { Defect } from '../../verdicts/verdict';

export const rowPolicyFilters: ResourceRule = {
  id: 'bigquery-row-policy-filters',
  title: 'Row policies filter rows for named readers',
  severity: 'medium',
  controls: ['164.502(b)', '164.514(d)'],
  why: 'A policy whose filter is always true looks like a limit to one hospital, but lets every row through.',
  fix: 'Compare a column, e.g. hospital_id, in filter_predicate, and name groups in grantees.',
  resourceTypes: ['google_bigquery_row_access_policy'],
  check(policy, estate) {
    const filter = attribute(policy.attributes, 'filter_predicate');
    if (isUnknown(filter) && /^\$\{[^}]*\}$/.test(String(filter))) return 'unknown';
    const defects: Defect[] = [];
    const bare = String(filter ?? '')
      .replaceAll(/[\s()]/g, '')
      .toLowerCase();
    if (
      bare === '' ||
      bare === 'true' ||
      /^(\d+)=\1$/.test(bare) ||
      /\bor\s+(true|1\s*=\s*1)\b/i.test(String(filter))
    ) {
      defects.push({ attribute: 'filter_predicate', message: 'the filter lets every row through' });
    }
    for (const { principal, argument } of grantsOf(policy, estate)) {
      if (isEverybody(principal) || principal.startsWith('domain:')) {
        defects.push({ attribute: argument, message: `${principal} reads these rows` });
      }
    }
    return defects;
  },
};

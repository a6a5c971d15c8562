import { itJudges, OfType } from '../../../test/rule-cases';
import { rowPolicyFilters } from './row-policy-filters';

const policy = (filter_predicate: string, grantee = 'group:a@b.example') => ({
  filter_predicate,
  grantees: [grantee],
});

itJudges(rowPolicyFilters, {
  type: 'google_bigquery_row_access_policy',
  reports: {
    'a filter that is always true': [policy('TRUE'), 'filter_predicate'],
    'the same in numbers': [policy('(1 = 1)'), 'filter_predicate'],
    'a filter with a way around': [policy("hospital_id = 'a' OR TRUE"), 'filter_predicate'],
    everybody: [policy("hospital_id = 'a'", 'allAuthenticatedUsers'), 'grantees'],
  },
  accepts: {
    'one hospital': policy("hospital_id = 'hospital-a'"),
    'one hospital, whose name is computed': policy("hospital_id = '${var.hospital}'"),
  },
  ignores: { 'another type': new OfType('google_bigquery_table', {}) },
  unknown: { 'a computed filter': policy('${var.filter}') },
});

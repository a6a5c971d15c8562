import { itJudges } from '../../../test/rule-cases';
import { providerCondition } from './provider-condition';

itJudges(providerCondition, {
  reports: {
    'google_iam_workload_identity_pool_provider.silent': [{ oidc: {} }, 'attribute_condition'],
    'google_iam_workload_identity_pool_provider.true': [{ attribute_condition: 'true' }, 'attribute_condition'],
  },
  accepts: {
    'google_iam_workload_identity_pool_provider.owner': {
      attribute_condition: 'assertion.repository_owner == "sunrise"',
      description: 'new',
    },
    'google_iam_workload_identity_pool_provider.mapped': { attribute_condition: 'attribute.repository == "a/b"' },
  },
  ignores: { 'google_iam_workload_identity_pool.p': {} },
  unknown: { 'google_iam_workload_identity_pool_provider.variable': { attribute_condition: '${var.condition}' } },
});

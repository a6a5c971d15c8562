import { itJudges } from '../../../test/rule-cases';
import { policyInForce } from './policy-in-force';

const spec = (rule: object) => ({ spec: { rules: [{ ...rule }] } });

itJudges(policyInForce, {
  reports: {
    'google_org_policy_policy.tries': [{ dry_run_spec: { rules: [{ enforce: 'TRUE' }] } }, 'spec.rules'],
    'google_org_policy_policy.off': [spec({ enforce: 'FALSE' }), 'spec.rules.enforce'],
    'google_org_policy_policy.all': [spec({ allow_all: 'TRUE' }), 'spec.rules.allow_all'],
    'google_org_policy_policy.nothing': [spec({ values: { allowed_values: [] } }), 'spec.rules'],
  },
  accepts: {
    'google_org_policy_policy.enforced': spec({ enforce: 'TRUE' }),
    'google_org_policy_policy.denied': { spec: [{ rules: { deny_all: 'TRUE' } }] },
    'google_org_policy_policy.values': spec({ values: [{ allowed_values: ['in:us-locations'] }] }),
  },
  ignores: { 'google_storage_bucket.b': {} },
  unknown: { 'google_org_policy_policy.variable': spec({ enforce: '${var.on}' }) },
});

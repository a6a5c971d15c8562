import { itJudges, OfType } from '../../../test/rule-cases';
import { taxonomyAccessControl } from './taxonomy-access-control';

const at = 'activated_policy_types';

itJudges(taxonomyAccessControl, {
  type: 'google_data_catalog_taxonomy',
  reports: {
    'a taxonomy that says nothing': [{}, at],
    'an emptied list': [{ activated_policy_types: [] }, at],
    'another word': [{ activated_policy_types: ['POLICY_TYPE_UNSPECIFIED'] }, at],
  },
  accepts: {
    'access control': { activated_policy_types: ['FINE_GRAINED_ACCESS_CONTROL'], description: 'PHI' },
  },
  ignores: { 'another type': new OfType('google_data_catalog_policy_tag', {}) },
  unknown: { 'a computed list': { activated_policy_types: '${var.types}' } },
});

import { itJudges, OfType } from '../../../test/rule-cases';
import { maskHides } from './mask-hides';

const at = 'data_masking_policy.predefined_expression';
const tag = (name: string) => ({ policy_tag: `\${google_data_catalog_policy_tag.${name}.name}` });
const mask = (predefined_expression: string, name = 'account') => ({
  data_policy_type: 'DATA_MASKING_POLICY',
  data_masking_policy: [{ predefined_expression }],
  ...tag(name),
});

itJudges(maskHides, {
  type: 'google_bigquery_datapolicy_data_policy',
  beside: {
    google_data_catalog_policy_tag: {
      account: { display_name: 'account_number' },
      date: { display_name: 'date' },
      health: { display_name: 'health' },
      geography: { display_name: 'geography' },
    },
  },
  reports: {
    'the last four digits': [mask('LAST_FOUR_CHARACTERS'), at],
    'the first four': [mask('FIRST_FOUR_CHARACTERS', 'geography'), at],
    'the domain of an address': [mask('EMAIL_MASK'), at],
    'a hash of a diagnosis': [mask('SHA256', 'health'), at],
    'no mask': [{ data_policy_type: 'DATA_MASKING_POLICY', ...tag('account') }, at],
    'a mask that is not used': [
      { ...mask('ALWAYS_NULL'), data_policy_type: 'COLUMN_LEVEL_SECURITY_POLICY' },
      'data_policy_type',
    ],
  },
  accepts: {
    'nothing left': mask('ALWAYS_NULL', 'health'),
    'a fixed value': mask('DEFAULT_MASKING_VALUE', 'geography'),
    'a hash of a number': mask('SHA256'),
    'the year of a date': mask('DATE_YEAR_MASK', 'date'),
  },
  ignores: {
    'a policy that only refuses': { data_policy_type: 'COLUMN_LEVEL_SECURITY_POLICY' },
    'another type': new OfType('google_data_catalog_policy_tag', {}),
  },
  unknown: {
    'a computed mask': mask('${var.mask}'),
    'a function of the customer': {
      data_policy_type: 'DATA_MASKING_POLICY',
      data_masking_policy: { routine: 'projects/p/datasets/d/routines/r' },
    },
  },
});

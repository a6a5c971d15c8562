import { judged } from '../../../test/judged';
import { instanceDeletionProtection } from './instance-deletion-protection';

it('reports production that can be deleted in Terraform or in the cloud', () => {
  expect(
    judged(instanceDeletionProtection, {
      google_sql_database_instance: {
        terraform: {
          deletion_protection: false,
          settings: { deletion_protection_enabled: true, user_labels: { stage: 'prod' } },
        },
        cloud: { deletion_protection: true, settings: { user_labels: { stage: 'prod' } } },
        unlabelled: { settings: {} },
      },
    }),
  ).toEqual({
    checked: 3,
    defects: {
      'google_sql_database_instance.terraform': ['deletion_protection'],
      'google_sql_database_instance.cloud': ['settings.deletion_protection_enabled'],
      'google_sql_database_instance.unlabelled': ['settings.deletion_protection_enabled'],
    },
    unknown: [],
  });
});
it("accepts both protections, the provider's default among them, having looked at it", () => {
  expect(
    judged(instanceDeletionProtection, {
      google_sql_database_instance: { protected: { settings: { deletion_protection_enabled: true } } },
    }),
  ).toEqual({ checked: 1, defects: {}, unknown: [] });
});
it("is not about stages without patients' data", () => {
  expect(
    judged(instanceDeletionProtection, {
      google_sql_database_instance: {
        dev: { deletion_protection: false, settings: [{ user_labels: { stage: 'dev' } }] },
      },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: [] });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(instanceDeletionProtection, {
      google_sql_database_instance: { variable: { settings: { deletion_protection_enabled: '${var.keep}' } } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_sql_database_instance.variable'] });
});

import { SUNRISE_EXTENSION } from '../../../model/extension/sunrise-extension.fixture';
import { judged } from '../../../test/judged';
import { columnPolicyTags } from './column-policy-tags';

it('reports PHI columns of the model, and identifiers by their names elsewhere, also inside records', () => {
  expect(
    judged(columnPolicyTags, {
      google_bigquery_table: {
        patients: {
          table_id: 'patients',
          schema: JSON.stringify([
            { name: 'ssn' },
            { name: 'gender', policyTags: { names: [] } },
            { name: 'modified_at' },
          ]),
        },
        foreign: {
          table_id: 'members',
          schema: JSON.stringify({
            fields: [{ name: 'person', fields: [{ name: 'Date_Of_Birth' }, { name: 'plan' }] }],
          }),
        },
      },
    }),
  ).toEqual({
    checked: 2,
    defects: {
      'google_bigquery_table.patients': ['schema.ssn', 'schema.gender'],
      'google_bigquery_table.foreign': ['schema.person.Date_Of_Birth'],
    },
    unknown: [],
  });
});
it('accepts tagged columns, the tag by name or by reference, having looked at them', () => {
  expect(
    judged(columnPolicyTags, {
      google_bigquery_table: {
        patients: {
          table_id: 'patients',
          schema: JSON.stringify([
            { name: 'ssn', policyTags: { names: ['${google_data_catalog_policy_tag.ssn.name}'] } },
          ]),
        },
        counts: { table_id: 'counts', schema: JSON.stringify([{ name: 'month' }, { name: 'claims' }]) },
      },
    }),
  ).toEqual({ checked: 2, defects: {}, unknown: [] });
});
it('knows the columns that the spec in the estate adds to the model', () => {
  const spec = (content: string) => ({
    google_storage_bucket_object: { spec: { name: 'data/spec/environment.json', content } },
    google_bigquery_table: {
      patients: { table_id: 'patients', schema: JSON.stringify([{ name: 'interpreter_language' }]) },
      sites: { table_id: 'care_sites', schema: JSON.stringify([{ name: 'city' }, { name: 'ssn' }]) },
    },
  });
  const { defects } = judged(columnPolicyTags, spec(JSON.stringify({ model: SUNRISE_EXTENSION })));
  expect(defects).toEqual({
    'google_bigquery_table.patients': ['schema.interpreter_language'],
    'google_bigquery_table.sites': ['schema.ssn'],
  });
  for (const content of ['{}', 'not JSON', '{"model":{"version":2}}'])
    expect(judged(columnPolicyTags, spec(content)).defects).toEqual({ 'google_bigquery_table.sites': ['schema.ssn'] });
});
it('is not about views, nor tables whose columns come from elsewhere', () => {
  expect(
    judged(columnPolicyTags, {
      google_bigquery_table: {
        view: { table_id: 'patients', schema: '[{"name":"ssn"}]', view: [{ query: 'select 1' }] },
        none: { table_id: 'patients' },
      },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: [] });
});
it('does not know the columns of a computed schema', () => {
  expect(
    judged(columnPolicyTags, {
      google_bigquery_table: { computed: { table_id: 'patients', schema: '${jsonencode(local.columns)}' } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_bigquery_table.computed'] });
});

import { Token } from 'cdktf';
import { environmentTables, ownerTables } from '../../model/catalogue';
import { BASE_MODEL } from '../../model/model';
import { MASKED_TYPES, PHI_POLICY, type PhiTag } from '../../model/phi/policy';
import { phiPolicyOf, phiTagsOf, SENSITIVE_TAGS } from '../../model/phi/tags';
import { REGION } from '../../test/placed-resources';
import { synthesizeConstruct } from '../../test/synthesized-stack';
import { PhiTaxonomy } from './phi-taxonomy';

function make(chosen: readonly PhiTag[]) {
  let made: PhiTaxonomy | undefined;
  const synthesized = synthesizeConstruct((stack) => {
    made = new PhiTaxonomy(stack, 'phi', {
      displayName: 'sunrise-dev',
      region: REGION,
      tags: chosen,
      dataPolicyName: (tag) => `sunrise_dev_${tag}`,
    });
  });
  if (!made) throw new Error('not made');
  const tags = synthesized.resources('google_data_catalog_policy_tag').map(({ attributes }) => attributes);
  return { made, synthesized, tags, tagNames: tags.map((tag) => tag['display_name']).sort() };
}

it('controls access by tag', () => {
  expect(make(['name']).synthesized.only('google_data_catalog_taxonomy')).toMatchObject({
    activated_policy_types: ['FINE_GRAINED_ACCESS_CONTROL'],
    region: REGION,
  });
});

it('has each tag once, whatever the order, and none for columns about nobody', () => {
  expect(make(['name', 'date', 'name']).tagNames).toEqual(['date', 'identifying', 'name']);
  const about = (phi: 'none' | 'date') => [{ columns: [{ name: 'x', type: 'INT64' as const, phi, description: '' }] }];
  expect(make(phiTagsOf(about('none'))).tagNames).toEqual([]);
  expect(make(phiTagsOf(about('date'))).tagNames).toEqual(['birth_year', 'identifying']);
});

it('puts what identifies nobody alone under a tag of its own', () => {
  const { made, tags } = make([...SENSITIVE_TAGS, 'ssn']);
  const parents = Object.fromEntries(tags.map((tag) => [tag['display_name'], tag['parent_policy_tag']]));
  expect(parents).toEqual({
    sensitive: undefined,
    identifying: undefined,
    ssn: expect.stringContaining('identifying'),
    ...Object.fromEntries(SENSITIVE_TAGS.map((each) => [each, expect.stringContaining('sensitive')])),
  });
  expect(made.sensitive).toBeDefined();
});

it.each([
  ['only identifying classes', ['name'] as const, ['identifying', 'name']],
  ['only sensitive classes', ['payment'] as const, ['payment', 'sensitive']],
])('of %s has no empty parent', (_, classes, expected) => {
  expect(make(classes).tagNames).toEqual(expected);
});

it('masks a tag as the policy says, and has no policy for one that is hidden', () => {
  const { synthesized } = make(['name', 'date', 'medical_record_number', 'photo']);
  const policies = synthesized
    .resources('google_bigquery_datapolicy_data_policy')
    .map(({ attributes }) => [attributes['data_policy_id'], attributes['data_masking_policy']]);
  expect(policies).toEqual(
    (['date', 'medical_record_number', 'name'] as const).map((each) => [
      `sunrise_dev_${each}`,
      { predefined_expression: PHI_POLICY[each].mask },
    ]),
  );
});

it('names the tag of a column, and refuses one that it was made without', () => {
  const { made } = make(['name']);
  // Google makes the name: it is known at the apply.
  expect(Token.isUnresolved(made.tagName('name'))).toBe(true);
  expect(() => made.tagName('ssn')).toThrow(expect.objectContaining({ code: 'POLICY_TAG_MISSING' }));
});

it('masks no column of the model in a way that BigQuery refuses for its type', () => {
  const bronze = ownerTables(BASE_MODEL, 'hospital-a', [
    'patients',
    'encounters',
    'transactions',
    'claims',
    'providers',
    'departments',
  ]);
  const misfits = [...environmentTables(BASE_MODEL), ...bronze].flatMap(({ name, columns }) =>
    columns.flatMap((column) => {
      const { mask } = phiPolicyOf(column);
      return mask && !MASKED_TYPES[mask].includes(column.type) ? [`${name}.${column.name}`] : [];
    }),
  );
  expect(misfits).toEqual([]);
});

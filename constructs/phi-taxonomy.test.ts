import { Token } from 'cdktf';
import type { PhiClass } from '../model/types';
import { REGION } from '../test/placed-resources';
import { synthesizeConstruct } from '../test/synthesized-stack';
import { PhiTaxonomy } from './phi-taxonomy';
import { PHI_MASKING, SENSITIVE_CLASSES } from './phi-taxonomy-props';

function make(classes: readonly PhiClass[]) {
  let made: PhiTaxonomy | undefined;
  const synthesized = synthesizeConstruct((stack) => {
    made = new PhiTaxonomy(stack, 'phi', {
      displayName: 'sunrise-dev',
      region: REGION,
      classes,
      dataPolicyName: (phiClass) => `sunrise_dev_${phiClass}`,
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

it('has a tag per class, once, whatever the order, and none for columns about nobody', () => {
  expect(make(['none', 'name', 'date', 'name']).tagNames).toEqual(['date', 'identifying', 'name']);
  expect(make(['none']).tagNames).toEqual([]);
});

it('puts what identifies nobody alone under a tag of its own', () => {
  const { made, tags } = make([...SENSITIVE_CLASSES, 'ssn']);
  const parents = Object.fromEntries(tags.map((tag) => [tag['display_name'], tag['parent_policy_tag']]));
  expect(parents).toEqual({
    sensitive: undefined,
    identifying: undefined,
    ssn: expect.stringContaining('identifying'),
    ...Object.fromEntries(SENSITIVE_CLASSES.map((each) => [each, expect.stringContaining('sensitive')])),
  });
  expect(made.sensitive).toBeDefined();
});

it.each([
  ['only identifying classes', ['name'] as const, ['identifying', 'name']],
  ['only sensitive classes', ['payment'] as const, ['payment', 'sensitive']],
])('of %s has no empty parent', (_, classes, expected) => {
  expect(make(classes).tagNames).toEqual(expected);
});

it('masks a class as the table of maskings says, and has no policy for one that is hidden', () => {
  const { synthesized } = make(['name', 'date', 'medical_record_number', 'payment']);
  const policies = synthesized
    .resources('google_bigquery_datapolicy_data_policy')
    .map(({ attributes }) => [attributes['data_policy_id'], attributes['data_masking_policy']]);
  expect(policies).toEqual(
    (['date', 'medical_record_number', 'name'] as const).map((each) => [
      `sunrise_dev_${each}`,
      { predefined_expression: PHI_MASKING[each] },
    ]),
  );
});

it('names the tag of a column, none for one about nobody, and refuses a class that it was made without', () => {
  const { made } = make(['name']);
  // Google makes the name: it is known at the apply.
  expect(Token.isUnresolved(made.tagName('name'))).toBe(true);
  expect(made.tagName('none')).toBeUndefined();
  expect(() => made.tagName('ssn')).toThrow(expect.objectContaining({ code: 'POLICY_TAG_MISSING' }));
});

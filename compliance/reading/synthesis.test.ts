import { estateOf } from '../estate/estate';
import { referenced } from '../estate/references';
import { isBeforeProduction, labelsOf } from '../estate/resource';
import { readSynthesis } from './synthesis';

const DOCUMENT = {
  '//': {
    metadata: { stackName: 'lake' },
    exceptions: [
      { ruleId: 'a', address: 'google_storage_bucket.code', reason: 'r', owner: 'o', expires: '2027-01-01' },
    ],
  },
  provider: {
    google: [
      { alias: 'b', project: 'q' },
      { project: 'p', default_labels: { stage: 'dev', owner: 'rcm' } },
    ],
  },
  resource: {
    google_storage_bucket: {
      code: {
        '//': {
          metadata: { path: 'lake/code' },
          exceptions: [{ ruleId: 'b', reason: 'r', owner: 'o', expires: 'never' }],
        },
        depends_on: ['google_project_service.storage'],
        encryption: [{ default_kms_key_name: '${google_kms_crypto_key.k.id}' }],
        labels: { owner: 'own' },
        lifecycle: { prevent_destroy: true },
        name: '$${google_kms_key_ring.escaped.id}',
        project: 'other',
      },
      none: { count: 0 },
    },
    google_kms_crypto_key: { k: { key_ring: '${data.google_kms_key_ring.r.id}' } },
  },
};

it('reads the resources of a stack, without what is Terraform’s own', () => {
  expect(readSynthesis('lake', DOCUMENT).resources).toEqual([
    {
      address: 'google_storage_bucket.code',
      type: 'google_storage_bucket',
      stack: 'lake',
      attributes: {
        encryption: [{ default_kms_key_name: '${google_kms_crypto_key.k.id}' }],
        labels: { owner: 'own' },
        name: '$${google_kms_key_ring.escaped.id}',
        project: 'other',
      },
      references: ['google_kms_crypto_key.k', 'google_project_service.storage'],
      project: 'other',
      defaultLabels: { stage: 'dev', owner: 'rcm' },
      comment: {
        metadata: { path: 'lake/code' },
        exceptions: [{ ruleId: 'b', reason: 'r', owner: 'o', expires: 'never' }],
      },
      why: null,
      preventDestroy: true,
    },
    expect.objectContaining({
      address: 'google_kms_crypto_key.k',
      project: 'p',
      preventDestroy: false,
      references: [],
    }),
  ]);
});

it('reads the exceptions of the document and of a resource, each with its stack', () => {
  expect(readSynthesis('lake', DOCUMENT).exceptions).toEqual([
    {
      ruleId: 'a',
      address: 'google_storage_bucket.code',
      stack: 'lake',
      reason: 'r',
      owner: 'o',
      expires: '2027-01-01',
    },
    { ruleId: 'b', address: 'google_storage_bucket.code', stack: 'lake', reason: 'r', owner: 'o', expires: 'never' },
  ]);
});

it('finds labels under the provider’s defaults, the stage in them, and what a reference points at', () => {
  const estate = estateOf([readSynthesis('lake', DOCUMENT)], { complete: true });
  const [bucket] = estate.resources;
  if (!bucket) throw new Error('the bucket is missing');
  expect(labelsOf(bucket)).toEqual({ stage: 'dev', owner: 'own' });
  expect(isBeforeProduction(bucket)).toBe(true);
  expect(referenced(estate, bucket, '${google_kms_crypto_key.k.id}')?.address).toBe('google_kms_crypto_key.k');
  expect(referenced(estate, { ...bucket, stack: 'other' }, '${google_kms_crypto_key.k.id}')).toBeUndefined();
});

it.each([{}, { resource: {} }, { resource: { google_storage_bucket: {} } }])('finds nothing in %j', (document) => {
  expect(readSynthesis('lake', document)).toEqual({
    stack: 'lake',
    resources: [],
    exceptions: [],
    destroyed: [],
    comment: {},
  });
});

it('takes project and labels of the provider that a resource names', () => {
  const document = {
    provider: {
      google: [{ project: 'east' }, { alias: 'west', project: 'west' }],
      'google-beta': { project: 'beta' },
    },
    resource: {
      google_storage_bucket: {
        one: {},
        two: { provider: 'google.west' },
        three: { provider: '${google-beta}' },
        four: { provider: 'google.missing' },
      },
    },
  };
  expect(readSynthesis('s', document).resources.map((each) => each.project)).toEqual([
    'east',
    'west',
    'beta',
    undefined,
  ]);
});

it('reads blocks that are written as lists, as Terraform does', () => {
  const document = { resource: [{ google_a: [{ x: {} }, { y: [{}] }] }, { google_b: { z: {} } }] };
  expect(readSynthesis('s', document).resources.map((each) => each.address)).toEqual([
    'google_a.x',
    'google_a.y',
    'google_b.z',
  ]);
});

it.each([{ resource: 'all' }, { resource: { google_a: 1 } }, { provider: [true] }])('refuses %j', (document) => {
  expect(() => readSynthesis('s', document)).toThrow(expect.objectContaining({ code: 'ESTATE_UNREADABLE' }));
});

import { checkAgainstSchema } from './provider-schema';

const check = (type: string, attributes: Record<string, unknown>) => checkAgainstSchema({ type, id: 'x', attributes });
const BUCKET = { name: 'n', location: 'l' };

it('accepts what the provider takes, with Terraform’s own arguments', () => {
  expect(
    check('google_storage_bucket', {
      ...BUCKET,
      versioning: { enabled: true },
      lifecycle: {},
      depends_on: ['google_x.y'],
    }),
  ).toEqual([]);
});

it.each<[string, Record<string, unknown>, string]>([
  ['an unknown argument', { ...BUCKET, colour: 'red' }, 'google_storage_bucket.x.colour: unknown argument'],
  [
    'an unknown argument in a block',
    { ...BUCKET, versioning: { enabled: true, on: 1 } },
    'google_storage_bucket.x.versioning.on: unknown argument',
  ],
  ['a missing argument', { name: 'n' }, 'google_storage_bucket.x.location: required and missing'],
  [
    'a missing argument in a block',
    { ...BUCKET, encryption: {} },
    'google_storage_bucket.x.encryption.default_kms_key_name: required and missing',
  ],
  [
    'too many blocks',
    { ...BUCKET, versioning: [{ enabled: true }, { enabled: true }] },
    'google_storage_bucket.x.versioning: 2 blocks, at most 1',
  ],
  [
    'an argument that only the provider sets',
    { ...BUCKET, self_link: 's' },
    'google_storage_bucket.x.self_link: the provider sets it, it cannot be given',
  ],
  [
    'an expression as a dependency',
    { ...BUCKET, depends_on: ['${google_x.y}'] },
    'google_storage_bucket.x.depends_on: ${google_x.y} is no address',
  ],
])('reports %s', (_case, attributes, problem) => {
  expect(check('google_storage_bucket', attributes)).toEqual([problem]);
});

it('reports a missing block, a deprecated argument and an unknown type', () => {
  expect(check('google_project_iam_audit_config', { project: 'p', service: 's' })).toEqual([
    'google_project_iam_audit_config.x.audit_log_config: required block is missing',
  ]);
  expect(check('google_compute_subnetwork', { name: 'n', network: 'v', enable_flow_logs: true })).toEqual([
    'google_compute_subnetwork.x.enable_flow_logs: deprecated',
  ]);
  expect(check('google_teapot', {})).toEqual(['google_teapot.x: the type is not in the schema']);
});

import { checkAgainstSchema } from './provider-schema';

const check = (type: string, attributes: Record<string, unknown>) => checkAgainstSchema({ type, id: 'x', attributes });
const BUCKET = { name: 'claims', location: 'l' };

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
  ['a missing argument', { name: 'claims' }, 'google_storage_bucket.x.location: required and missing'],
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
    'google_storage_bucket.x.depends_on: ${google_x.y} is not an address',
  ],
])('reports %s', (_case, attributes, problem) => {
  expect(check('google_storage_bucket', attributes)).toEqual([problem]);
});

it('reports a missing block, a deprecated argument and an unknown type', () => {
  expect(check('google_project_iam_audit_config', { project: 'p', service: 's' })).toEqual([
    'google_project_iam_audit_config.x.audit_log_config: required block is missing',
  ]);
  expect(check('google_compute_subnetwork', { name: 'claims', network: 'v', enable_flow_logs: true })).toEqual([
    'google_compute_subnetwork.x.enable_flow_logs: deprecated',
  ]);
  expect(check('google_teapot', {})).toEqual(['google_teapot.x: the type is not in the schema']);
});

it.each<[string, string, Record<string, unknown>, string]>([
  [
    'arguments that exclude one another',
    'google_compute_firewall',
    {
      name: 'claims',
      network: 'v',
      allow: [{ protocol: 'tcp' }],
      deny: [{ protocol: 'all' }],
      source_ranges: ['0.0.0.0/0'],
    },
    ': exactly one of allow, deny is wanted, given: allow, deny',
  ],
  [
    'none of which one is wanted',
    'google_storage_bucket_object',
    { name: 'claims', bucket: 'b' },
    ': exactly one of content, source is wanted, given: none',
  ],
  [
    'two of which at most one may be, in a block',
    'google_cloud_run_v2_job',
    {
      name: 'claims',
      location: 'l',
      template: { template: { vpc_access: { connector: 'c', network_interfaces: [{ network: 'v' }] } } },
    },
    '.template.template.vpc_access: connector and network_interfaces exclude one another',
  ],
  [
    'an argument without the one it needs',
    'google_storage_bucket',
    { ...BUCKET, lifecycle_rule: [{ action: { type: 'SetStorageClass' }, condition: { age: 1 } }] },
    '.lifecycle_rule: action.type needs action.storage_class',
  ],
  [
    'arguments that exclude one another only with this value',
    'google_sql_user',
    { name: 'claims', instance: 'i', type: 'CLOUD_IAM_SERVICE_ACCOUNT', password: 'p' },
    ': type and password exclude one another',
  ],
  [
    'a word that the provider does not accept',
    'google_storage_bucket',
    { ...BUCKET, public_access_prevention: 'on' },
    '.public_access_prevention: "on" is not an accepted value',
  ],
  [
    'a word in a list in a block',
    'google_project_iam_audit_config',
    { project: 'p', service: 's', audit_log_config: [{ log_type: 'DATA_READ' }, { log_type: 'READ' }] },
    '.audit_log_config[1].log_type: "READ" is not an accepted value',
  ],
])('reports %s', (_case, type, attributes, problem) => {
  expect(check(type, attributes)).toEqual([`${type}.x${problem}`]);
});

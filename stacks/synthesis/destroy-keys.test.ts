import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Testing } from 'cdktf';
import { ruleOf } from '../../compliance';
import { everyOptionEnvironment } from '../../test/every-option-environment';
import MINIMAL_ENVIRONMENT from '../../test/minimal-environment.json';
import { SynthesizedStack } from '../../test/synthesized-stack';
import { RcmEnvironment } from '../environment';
import { Hospital } from '../hospital';
import type { RcmEnvironmentProps } from '../props/environment-props';
import { ClaimsInbox, Emr } from '../props/hospital-props';
import { synthesize } from '../synthesize';
import { destroyNotes, PROTECTION_RULES } from './destroy-keys';

const PROPS: RcmEnvironmentProps = {
  ...MINIMAL_ENVIRONMENT,
  projectId: 'sunrise-rcm-prod',
  baa: { acceptedOn: '2026-01-15', by: 'compliance@sunrise.example' },
  imageTag: '1.0.0',
};
/** A locked retention has no keys at all: what can be destroyed in production is not locked, and says why. */
const UNLOCKED = {
  exceptions: [
    ['storage-bucket-retention-lock', 'data-lake', 'google_storage_bucket.archive_bucket_B42367AB'],
    ['storage-bucket-retention-lock', 'data-lake', 'google_storage_bucket.audit_bucket_85D46CD8'],
    ['logging-log-bucket-lock', 'foundation', 'google_logging_project_bucket_config.audit_bucket_85D46CD8'],
  ].map(([ruleId = '', stack, address = '']) => ({
    ruleId,
    stack: `sunrise-prod-${stack}`,
    address,
    reason: 'the first months are a rehearsal',
    owner: 'compliance@sunrise.example',
    expires: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
  })),
};
const REASON = { destroyableData: { reason: 'the group has left' } };

afterEach(() => {
  delete process.env['RCM_DESTROY'];
  jest.restoreAllMocks();
});

/** What stands in the way of a destroy, as `type: argument`, each once; and what synth said. */
function obstacles(id: string, optional: Partial<RcmEnvironmentProps>, destroyKey?: string) {
  if (destroyKey !== undefined) process.env['RCM_DESTROY'] = destroyKey;
  const said: string[] = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  const target = new App({ outdir: Testing.app().outdir });
  const environment = new RcmEnvironment(target, id, {
    ...PROPS,
    ...(id.endsWith('prod') ? UNLOCKED : {}),
    ...optional,
  });
  new Hospital(environment, 'hospital-a', { emr: Emr.cloudSql(), claims: ClaimsInbox.monthlyCsv() });
  new Hospital(environment, 'hospital-b', {
    emr: Emr.existingMySql({ host: '10.20.0.5', database: 'b', certificateAuthority: 'private' }),
  });
  synthesize(target);
  const folder = join(target.outdir, 'stacks');
  const found = readdirSync(folder).flatMap((name) =>
    new SynthesizedStack(name, readFileSync(join(folder, name, 'cdk.tf.json'), 'utf8'))
      .resources()
      .flatMap(({ type, attributes }) => {
        const text = JSON.stringify(attributes);
        return [
          ...[...text.matchAll(/"(prevent_destroy|deletion_protection|deletion_protection_enabled)":true/g)].map(
            (match) => match[1],
          ),
          ...[...text.matchAll(/"(force_destroy|delete_contents_on_destroy)":false/g)].map((match) => match[1]),
          ...(attributes['retention_policy'] ? ['retention_policy'] : []),
          ...(attributes['locked'] === true ? ['locked'] : []),
        ].map((argument) => `${type}: ${argument}`);
      }),
  );
  return { obstacles: [...new Set(found)].sort(), said: said.join('') };
}

const PROTECTED = [
  'google_bigquery_dataset: delete_contents_on_destroy',
  'google_bigquery_dataset: prevent_destroy',
  'google_bigquery_table: deletion_protection',
  'google_bigquery_table: prevent_destroy',
  'google_cloud_run_v2_job: deletion_protection',
  'google_kms_crypto_key: prevent_destroy',
  'google_kms_key_ring: prevent_destroy',
  'google_logging_project_bucket_config: prevent_destroy',
  'google_secret_manager_secret: deletion_protection',
  'google_sql_database_instance: deletion_protection',
  'google_sql_database_instance: deletion_protection_enabled',
  'google_sql_database_instance: prevent_destroy',
  'google_storage_bucket: force_destroy',
  'google_storage_bucket: prevent_destroy',
  'google_storage_bucket: retention_policy',
];

it('lets the command alone destroy a development environment', () => {
  expect(obstacles('sunrise-dev', {})).toEqual({ obstacles: [], said: '' });
});

it('protects a development environment that says so, until both keys are given', () => {
  const isProtected = { overrides: { protection: 'protected' } } as const;
  expect(obstacles('sunrise-dev', isProtected).obstacles).toEqual(
    PROTECTED.filter((each) => !each.endsWith('retention_policy')),
  );
  expect(obstacles('sunrise-dev', { ...isProtected, ...REASON }, 'sunrise-dev')).toEqual({
    obstacles: [],
    said: 'sunrise-dev: its data and keys can be destroyed from this deployment on: the group has left\n',
  });
});

it('protects production when neither key is given', () => {
  expect(obstacles('sunrise-prod', {})).toEqual({ obstacles: PROTECTED, said: '' });
});

it('protects it with the first key alone, and says which is missing', () => {
  expect(obstacles('sunrise-prod', REASON)).toEqual({
    obstacles: PROTECTED,
    said: 'sunrise-prod: stays protected. It says destroyableData; RCM_DESTROY=sunrise-prod is the second key, and is not given.\n',
  });
});

it('protects it with the second key alone, and says which is missing', () => {
  expect(obstacles('sunrise-prod', {}, 'sunrise-prod')).toEqual({
    obstacles: PROTECTED,
    said: 'sunrise-prod: stays protected. RCM_DESTROY is given; destroyableData with its reason is the other key, and its code has none.\n',
  });
});

it('protects it with the key to another environment, and says that this one is not here', () => {
  const { obstacles: left, said } = obstacles('sunrise-prod', REASON, 'sunset-prod');
  expect(left).toEqual(PROTECTED);
  expect(said).toContain('RCM_DESTROY names "sunset-prod", which is not synthesized here.');
});

it('lets it be destroyed with both, and says so with the reason', () => {
  expect(obstacles('sunrise-prod', REASON, 'sunrise-prod')).toEqual({
    obstacles: [],
    said: 'sunrise-prod: its data and keys can be destroyed from this deployment on: the group has left\n',
  });
});

it('shows the choice in the compliance report, with or without the second key', () => {
  const target = new App({ outdir: Testing.app().outdir });
  const environment = everyOptionEnvironment(target);
  synthesize(target);
  const name = `${environment.node.id}-foundation`;
  const foundation = new SynthesizedStack(
    name,
    readFileSync(join(target.outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'),
  );
  expect(foundation.section('//')).toMatchObject({
    weakened: expect.arrayContaining([
      { setting: 'destroyableData', value: true, instead: false, reason: 'rehearsal of the deployment' },
    ]),
  });
});

it('names rules that there are', () => {
  expect([...PROTECTION_RULES].filter((id) => ruleOf(id) === undefined)).toEqual([]);
});

it('has no note about an environment whose stage is destroyable', () => {
  const dev = new RcmEnvironment(new App({ outdir: Testing.app().outdir }), 'sunrise-dev', PROPS);
  const test = everyOptionEnvironment(new App({ outdir: Testing.app().outdir }));
  if (!dev.settings || !test.settings) throw new Error('an environment has problems');
  expect(destroyNotes([dev.settings], 'sunrise-dev')).toEqual([]);
  expect(destroyNotes([test.settings], undefined)).toHaveLength(1);
});

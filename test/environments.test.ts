import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSpec } from '../model/parse-spec';
import { type PipelineSpec, pipelineSpecSchema } from '../model/spec';
import { CONCERNS } from '../stacks';
import { labelArgument } from './schema/provider-schema';
import { synthesizeSamples } from './synthesized-environments';

const { stacks, outdir } = synthesizeSamples();
const spec = (environment: string): PipelineSpec =>
  JSON.parse(readFileSync(join(outdir, 'specs', `${environment}.json`), 'utf8'));
/** Read from the spec: a hospital that a customer adds changes no test. */
const hospitalIds = (environment: string) => spec(environment).hospitals.map(({ id }) => id);
const stack = (name: string) => {
  const found = stacks.find((each) => each.name === name);
  if (!found) throw new Error(`There is no stack ${name}`);
  return found;
};

it('has a stack per concern and hospital', () => {
  const expected = ['sunrise-dev', 'sunrise-prod'].flatMap((environment) =>
    // The samples have no stack for their organization.
    [...CONCERNS.filter((concern) => concern !== 'organization'), ...hospitalIds(environment)].map(
      (concern) => `${environment}-${concern}`,
    ),
  );
  expect(stacks.map((each) => each.name).sort()).toEqual(expected.sort());
});

it('keeps a state per stack: one prefix each in a bucket for prod, one file each for dev', () => {
  const backends = stacks.map((each) => JSON.stringify((each.section('terraform') as { backend: unknown }).backend));
  expect(new Set(backends).size).toBe(stacks.length);
  expect(stack('sunrise-prod-iam').section('terraform')).toMatchObject({
    backend: { gcs: { bucket: 'sunrise-rcm-prod-tfstate', prefix: 'sunrise-prod/iam' } },
    required_providers: { google: { version: '6.50.0' } },
  });
  expect(stack('sunrise-dev-iam').section('terraform')).toMatchObject({
    backend: { local: { path: '../../../.terraform-state/sunrise-dev-iam.tfstate' } },
  });
});

/** What Google takes as the value of a label. */
const LABEL_VALUE = /^[a-z0-9_-]{1,63}$/;

it('labels every resource that takes labels with group, stage, owner and what it holds, and a hospital’s with the hospital', () => {
  const labelled = stacks.flatMap((each) =>
    each.resources().flatMap(({ type, id, attributes }) => {
      const argument = labelArgument(type);
      return argument === undefined ? [] : [{ stack: each.name, type, id, labels: attributes[argument] ?? {} }];
    }),
  );
  expect(new Set(labelled.map(({ type }) => type)).size).toBeGreaterThan(10);
  for (const each of labelled) {
    const [, stage = '', concern = ''] = /^sunrise-(dev|prod)-(.*)$/.exec(each.stack) ?? [];
    const own = hospitalIds(`sunrise-${stage}`).includes(concern) ? { hospital: concern } : {};
    expect(each).toEqual({
      ...each,
      labels: expect.objectContaining({
        group: 'sunrise',
        stage,
        owner: 'sunrise',
        data_class: expect.any(String),
        ...own,
      }),
    });
    expect(Object.values(each.labels).filter((value) => !LABEL_VALUE.test(String(value)))).toEqual([]);
  }
  expect(stack('sunrise-prod-data-lake').named('google_storage_bucket', 'sunrise-rcm-prod-archive')['labels']).toEqual({
    group: 'sunrise',
    stage: 'prod',
    owner: 'sunrise',
    data_class: 'phi',
  });
  expect(stack('sunrise-prod-observability').only('google_monitoring_notification_channel')['labels']).toEqual({
    email_address: 'security@sunrise.example',
  });
});

it('tags every PHI column and leaves none of them untagged', () => {
  for (const each of stacks) {
    for (const { attributes } of each.resources('google_bigquery_table')) {
      // A view's columns are its query's: test/golden and the model's own tests look at those.
      if ('view' in attributes) continue;
      const columns = JSON.parse(String(attributes['schema'])) as { name: string; policyTags?: { names: string[] } }[];
      for (const name of ['ssn', 'first_name', 'patient_id', 'date_of_birth', '_unreadable']) {
        const column = columns.find((candidate) => candidate.name === name);
        const isProvider = String(attributes['table_id']).includes('provider') && name === 'first_name';
        if (column && !isProvider)
          expect([each.name, attributes['table_id'], name, column.policyTags?.names.length]).toEqual([
            each.name,
            attributes['table_id'],
            name,
            1,
          ]);
      }
    }
  }
});

it('locks what is kept in prod, and keeps nothing from being deleted in dev', () => {
  const locked = (environment: string) => [
    ...stack(`${environment}-data-lake`)
      .resources('google_storage_bucket')
      .map(({ attributes }) => attributes['retention_policy']),
    stack(`${environment}-foundation`).only('google_logging_project_bucket_config')['locked'],
  ];
  const kept = (is_locked: boolean) => ({ retention_period: 2190 * 86_400, is_locked });
  expect(locked('sunrise-prod').filter((each) => each !== undefined)).toEqual([kept(true), kept(true), true]);
  expect(locked('sunrise-dev').filter((each) => each !== undefined)).toEqual([false]);
});

it('makes hospital A’s database and asks hospital B’s password of nobody but the customer', () => {
  expect(stack('sunrise-prod-hospital-a').only('google_sql_database_instance')).toMatchObject({
    name: 'sunrise-prod-hospital-a',
    settings: { availability_type: 'REGIONAL' },
  });
  expect(stack('sunrise-dev-hospital-a').only('google_sql_database_instance')).toMatchObject({
    settings: { availability_type: 'ZONAL' },
  });
  const hospitalB = stack('sunrise-prod-hospital-b');
  expect(hospitalB.resources('google_sql_database_instance')).toEqual([]);
  // Its address is private, so an authority of the hospital's own signed the server's certificate.
  expect(hospitalB.resources('google_secret_manager_secret').map(({ attributes }) => attributes['secret_id'])).toEqual([
    'sunrise-prod-hospital-b-emr-authority',
    'sunrise-prod-hospital-b-emr-password',
  ]);
  expect(hospitalB.only('google_compute_firewall')).toMatchObject({
    destination_ranges: ['10.20.0.5/32'],
    direction: 'EGRESS',
  });
});

it('uploads spec and graph in parts that add up to the whole spec', () => {
  const uploaded = stacks
    .filter((each) => each.name.startsWith('sunrise-dev'))
    .flatMap((each) => each.resources('google_storage_bucket_object'));
  const content = (name: string) =>
    String(uploaded.find(({ attributes }) => attributes['name'] === name)?.attributes['content']);
  expect(uploaded.map(({ attributes }) => attributes['name']).sort()).toEqual(
    [
      'dags/rcm_dag.py',
      'data/graph/environment.json',
      ...hospitalIds('sunrise-dev').map((id) => `data/graph/hospitals/${id}.json`),
      'data/spark/extract_table.json',
      'data/spec/environment.json',
      ...hospitalIds('sunrise-dev').map((id) => `data/spec/hospitals/${id}.json`),
      'spark/emr_source.py',
      'spark/extract_table.py',
      'spark/landed_columns.py',
      'spark/mapped_texts.py',
      'spark/source_tls.py',
      'spark/typed_values.py',
    ].sort(),
  );
  const hospitals = hospitalIds('sunrise-dev').map((id) => JSON.parse(content(`data/spec/hospitals/${id}.json`)));
  const whole = { ...JSON.parse(content('data/spec/environment.json')), hospitals };
  expect(spec('sunrise-dev')).toEqual(whole);
  expect(parseSpec(pipelineSpecSchema, whole)).toEqual(whole);
  expect(content('dags/rcm_dag.py').replaceAll('$${', '${').replaceAll('%%{', '%{')).toBe(
    readFileSync('jobs/airflow/rcm_dag.py', 'utf8'),
  );
});

it('starts Airflow with the DAG in its bucket', () => {
  const composer = stack('sunrise-prod-composer');
  const objects = composer
    .resources('google_storage_bucket_object')
    .map(({ id }) => `google_storage_bucket_object.${id}`);
  expect(objects).toHaveLength(3);
  expect(composer.only('google_composer_environment')['depends_on']).toEqual(expect.arrayContaining(objects));
});

it('lets a workload write only the buckets it must', () => {
  const may = (identity: string) =>
    stack('sunrise-prod-iam')
      .resources('google_storage_bucket_iam_member')
      .filter(({ attributes }) => String(attributes['member']).startsWith(`serviceAccount:rcm-${identity}@`))
      .map(({ attributes }) =>
        `${attributes['role']} ${String(attributes['bucket']).replace('sunrise-rcm-prod-', '')}`.replace(
          'roles/storage.object',
          '',
        ),
      )
      .sort();
  expect(may('extract')).toEqual(['User landing', 'Viewer archive', 'Viewer code', 'Viewer inbox']);
  expect(may('load')).toEqual(['Creator archive', 'User inbox', 'Viewer archive', 'Viewer code', 'Viewer landing']);
  expect(may('transform')).toEqual(['Viewer code', 'Viewer landing']);
  expect(may('publish')).toEqual(['User curated', 'Viewer code']);
});

it('deploys in the order of what needs what', () => {
  const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
    stacks: Record<string, { dependencies: string[] }>;
  };
  const needs = (name: string) =>
    manifest.stacks[`sunrise-dev-${name}`]?.dependencies.map((path) => path.split('/').at(-1));
  expect(needs('foundation')).toEqual([]);
  expect(needs('network')).toEqual(['sunrise-dev-foundation']);
  expect(needs('data-lake')).toEqual(['sunrise-dev-network']);
  expect(needs('iam')).toEqual(['sunrise-dev-data-lake']);
  expect(needs('processing')).toEqual(['sunrise-dev-iam']);
  expect(needs('hospital-a')).toEqual(['sunrise-dev-processing']);
  expect(needs('composer')).toEqual(['sunrise-dev-processing']);
  expect(needs('observability')).toEqual(['sunrise-dev-composer']);
  expect(needs('delivery')).toEqual(['sunrise-dev-processing']);
});

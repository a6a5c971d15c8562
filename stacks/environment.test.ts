import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type TerraformStack, Testing } from 'cdktf';
import { ENVIRONMENTS } from '../environments';
import { SpecError } from '../model/problems';
import { everyOptionEnvironment } from '../test/every-option-environment';
import MINIMAL_ENVIRONMENT from '../test/minimal-environment.json';
import { checkAgainstSchema } from '../test/schema/provider-schema';
import { SynthesizedStack } from '../test/synthesized-stack';
import { CONCERNS } from './checks/check-hospital';
import { RcmEnvironment } from './environment';
import { Hospital } from './hospital';
import type { RcmEnvironmentProps } from './props/environment-props';
import { Emr } from './props/hospital-props';
import { synthesize } from './synthesize';

const PROPS: RcmEnvironmentProps = MINIMAL_ENVIRONMENT;
const app = () => new App({ outdir: Testing.app().outdir });

/** Code and path of the problems that synth reports, sorted by path; fails when it reports none. */
function refused(target: App, synth: () => void): string[] {
  try {
    synth();
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    expect(readdirSync(target.outdir, { recursive: true })).toEqual(['stacks']);
    return error.problems.map(({ code, path }) => `${code} ${path}`).sort();
  }
  throw new Error('synth reported no problem');
}
it('reports every problem of an environment at once, and writes nothing', () => {
  const target = app();
  new RcmEnvironment(target, 'sunrise-dev', {
    ...PROPS,
    projectId: 'No Project',
    projectNumber: 'sunrise-rcm-dev',
    region: 'Iowa',
    groups: { ...PROPS.groups, analysts: 'everybody' },
    dailyRun: { localTime: '5 am', timeZone: 'Chicago' },
  });
  expect(refused(target, () => synthesize(target))).toEqual([
    'GROUP_ADDRESS_INVALID sunrise-dev.groups.analysts',
    'PROJECT_INVALID sunrise-dev.project',
    'PROJECT_NUMBER_INVALID sunrise-dev.projectNumber',
    'REGION_INVALID sunrise-dev.region',
    'TIME_INVALID sunrise-dev.dailyRun.localTime',
    'TIME_ZONE_UNKNOWN sunrise-dev.dailyRun.timeZone',
  ]);
});

it('reports every problem of every hospital at once', () => {
  const target = app();
  const environment = new RcmEnvironment(target, 'sunrise-dev', PROPS);
  const emr = Emr.cloudSql();
  new Hospital(environment, 'hospital-a', { emr });
  new Hospital(environment, 'hospital-a', { emr });
  new Hospital(environment, 'Hospital B', { emr });
  new Hospital(environment, 'iam', { emr });
  new Hospital(environment, 'hospital-c', {
    emr,
    tables: ['patients', 'pacients'],
    mapping: { patients: { columns: { frist_name: 'X' } }, wards: { columns: {} } },
  });
  expect(refused(target, () => synthesize(target))).toEqual([
    'HOSPITAL_ID_REPEATED sunrise-dev.hospitals.hospital-a',
    'MAPPING_COLUMN_UNKNOWN sunrise-dev.hospitals.hospital-c.mapping.patients.columns.frist_name',
    'NAME_RESERVED sunrise-dev.hospitals.iam',
    'SLUG_INVALID sunrise-dev.hospitals.Hospital B.id',
    'TABLE_UNKNOWN sunrise-dev.hospitals.hospital-c.mapping.wards',
    'TABLE_UNKNOWN sunrise-dev.hospitals.hospital-c.tables[1]',
  ]);
});

it('says which range of the network is wrong and which database is inside one, of a refused environment too', () => {
  const target = app();
  const environment = new RcmEnvironment(target, 'sunrise-dev', {
    ...PROPS,
    addresses: { workloads: '10.20.0.0/20', services: '10.20.8.0/25' },
  });
  new Hospital(environment, 'hospital-b', {
    emr: Emr.existingMySql({ host: '10.20.0.5', database: 'b', certificateAuthority: 'private' }),
  });
  expect(refused(target, () => synthesize(target))).toEqual([
    'CIDR_OVERLAP sunrise-dev.addresses.services',
    'CIDR_OVERLAP sunrise-dev.hospitals.hospital-b.emr.host',
    'CIDR_TOO_SMALL sunrise-dev.addresses.services',
  ]);
});

it('gives every part of the network the ranges that were chosen', () => {
  const target = app();
  const addresses = { workloads: '10.1.0.0/20', services: '10.2.0.0/16', airflow: '10.3.0.0/20' };
  new RcmEnvironment(target, 'sunrise-dev', { ...PROPS, addresses });
  synthesize(target);
  const stack = (concern: string) => {
    const name = `sunrise-dev-${concern}`;
    return new SynthesizedStack(name, readFileSync(join(target.outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'));
  };
  expect(stack('network').only('google_compute_subnetwork')).toMatchObject({ ip_cidr_range: addresses.workloads });
  expect(stack('network').only('google_compute_global_address')).toMatchObject({
    address: '10.2.0.0',
    prefix_length: 16,
  });
  expect(stack('composer').only('google_composer_environment')).toMatchObject({
    config: {
      node_config: { composer_internal_ipv4_cidr_block: addresses.airflow },
      web_server_network_access_control: { allowed_ip_range: [{ value: addresses.workloads }] },
    },
  });
});

it('reports them from the app’s own synth too', () => {
  const bad = app();
  new RcmEnvironment(bad, 'sunrise', PROPS);
  expect(refused(bad, () => bad.synth())).toEqual(['ENVIRONMENT_NAME_INVALID sunrise']);
  const unsound = app();
  new Hospital(new RcmEnvironment(unsound, 'sunrise-dev', PROPS), 'foundation', { emr: Emr.cloudSql() });
  expect(refused(unsound, () => unsound.synth())).toEqual(['NAME_RESERVED sunrise-dev.hospitals.foundation']);
});

it('refuses two environments in one project, and a group whose names would not fit', () => {
  const target = app();
  ENVIRONMENTS['sunrise-dev']?.(target);
  new RcmEnvironment(target, 'sunset-dev', PROPS);
  new RcmEnvironment(target, `${'s'.repeat(21)}-dev`, { ...PROPS, projectId: 'sunset-rcm-dev' });
  expect(refused(target, () => synthesize(target))).toEqual([
    `NAME_TOO_LONG ${'s'.repeat(21)}-dev.group`,
    'PROJECT_SHARED sunset-dev.projectId',
  ]);
});

it('wants a reason for what is weaker, and no destroyable data under a lock', () => {
  const target = app();
  new RcmEnvironment(target, 'sunrise-prod', {
    ...PROPS,
    baa: { acceptedOn: '2026-09-01', by: 'compliance@sunrise.example' },
    destroyableData: { reason: ' ' },
    lockRetention: true,
  });
  expect(refused(target, () => synthesize(target))).toEqual([
    'LOCK_WITH_DESTROYABLE sunrise-prod.lockRetention',
    'REASON_MISSING sunrise-prod.destroyableData.reason',
  ]);
});

it('leaves no stack of a hospital that was taken out, and those of other environments', () => {
  const { outdir } = app();
  const synthesizeWith = (...hospitals: string[]) => {
    const target = new App({ outdir });
    const environment = new RcmEnvironment(target, 'sunrise-dev', PROPS);
    for (const id of hospitals) new Hospital(environment, id, { emr: Emr.cloudSql() });
    synthesize(target);
    return readdirSync(join(outdir, 'stacks'));
  };
  expect(synthesizeWith('hospital-a', 'hospital-b')).toContain('sunrise-dev-hospital-b');
  mkdirSync(join(outdir, 'stacks', 'sunset-dev-hospital-b'));
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const left = synthesizeWith('hospital-a');
  const lines = said.mock.calls.map(([line]) => line);
  said.mockRestore();
  expect(lines).toEqual([
    expect.stringMatching(/^sunrise-dev-hospital-b: is no longer in the code\. If it was deployed/),
  ]);
  expect(left).not.toContain('sunrise-dev-hospital-b');
  expect(left).toEqual(expect.arrayContaining(['sunrise-dev-hospital-a', 'sunrise-dev-iam', 'sunset-dev-hospital-b']));
});

it('leaves the folder of a hospital that was taken out to cdktf, which deletes it after the program and fails where it is gone', () => {
  const { outdir } = app();
  const former = join(outdir, 'stacks', 'sunrise-dev-hospital-b');
  mkdirSync(former, { recursive: true });
  process.env['SYNTH_HCL_OUTPUT'] = 'false';
  try {
    const target = new App({ outdir });
    new RcmEnvironment(target, 'sunrise-dev', PROPS);
    synthesize(target);
  } finally {
    delete process.env['SYNTH_HCL_OUTPUT'];
  }
  expect(existsSync(former)).toBe(true);
});

describe('an environment that uses every option', () => {
  const target = app();
  everyOptionEnvironment(target);
  const stacks = synthesize(target);
  const stack = (concern: string) => {
    const name = `sunrise-test-${concern}`;
    return new SynthesizedStack(name, readFileSync(join(target.outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'));
  };

  it('names each stack that it wrote', () => {
    const expected = [...CONCERNS, 'hospital-a', 'hospital-b', 'hospital-c'].map(
      (concern) => `sunrise-test-${concern}`,
    );
    expect([...stacks].sort()).toEqual(expected.sort());
  });

  it('is what the provider takes', () => {
    expect(
      [...CONCERNS, 'hospital-a', 'hospital-b', 'hospital-c'].flatMap((concern) =>
        stack(concern).resources().flatMap(checkAgainstSchema),
      ),
    ).toEqual([]);
  });

  it('makes no database and no secret for a hospital whose EMR comes as files, and reads its files', () => {
    const types = new Set(
      stack('hospital-c')
        .resources()
        .map(({ type }) => type),
    );
    for (const each of ['sql_database_instance', 'sql_user', 'secret_manager_secret', 'compute_firewall'])
      expect(types).not.toContain(`google_${each}`);
    const graph = stack('hospital-c').named('google_storage_bucket_object', 'data/graph/hospitals/hospital-c.json');
    expect(JSON.stringify(graph['content'])).toContain('extract.hospital-c.transactions');
  });

  it('leaves an existing network to its owner and uses it', () => {
    expect(stack('network').resources()).toEqual([]);
    expect(stack('hospital-b').resources('google_compute_firewall')).toEqual([]);
    expect(stack('hospital-a').only('google_sql_database_instance')).toMatchObject({
      settings: { ip_configuration: { private_network: 'projects/sunrise-shared-vpc/global/networks/hospital-wide' } },
    });
    expect(stack('composer').only('google_composer_environment')).toMatchObject({
      config: {
        web_server_network_access_control: { allowed_ip_range: [{ value: '10.9.0.0/24', description: 'operations' }] },
      },
    });
  });

  it('gives names that were used before to nothing, and the state to its bucket', () => {
    expect(stack('foundation').only('google_logging_project_bucket_config')).toMatchObject({
      bucket_id: 'sunrise-test-audit-2',
    });
    expect(stack('hospital-a').only('google_sql_database_instance')).toMatchObject({
      name: 'sunrise-test-hospital-a-2',
    });
    expect(stack('iam').section('terraform')).toMatchObject({
      backend: { gcs: { bucket: 'states', prefix: 'sunrise-test/iam' } },
    });
  });

  it('keeps a state per stack in a bucket in every stage, and on this machine only when asked', () => {
    const backend = (optional: Partial<RcmEnvironmentProps>) => {
      const target = app();
      const environment = new RcmEnvironment(target, 'sunrise-dev', { ...PROPS, ...optional });
      const iam = environment.node.findChild('sunrise-dev-iam') as TerraformStack;
      return (JSON.parse(Testing.synth(iam)) as { terraform: { backend: unknown } }).terraform.backend;
    };
    expect(backend({})).toEqual({ gcs: { bucket: 'sunrise-rcm-dev-tfstate', prefix: 'sunrise-dev/iam' } });
    expect(backend({ localState: true })).toHaveProperty('local');
  });

  it('watches the budget', () => {
    expect(stack('observability').only('google_billing_budget')).toMatchObject({
      amount: { specified_amount: { currency_code: 'USD', units: '900' } },
      threshold_rules: [{ threshold_percent: 0.5 }, { threshold_percent: 0.9 }, { threshold_percent: 1 }],
    });
  });

  it('plans and applies as different identities, the apply after an approval', () => {
    const triggers = stack('delivery')
      .resources('google_cloudbuild_trigger')
      .map(({ attributes }) => attributes);
    const accounts = triggers.map((each) => [
      each['name'],
      String(each['service_account']).replace(/^.*\//, ''),
      each['approval_config'],
    ]);
    const account = (identity: string) => `rcm-${identity}@sunrise-rcm-test.iam.gserviceaccount.com`;
    expect(accounts.sort()).toEqual([
      ['sunrise-test-apply', account('build-apply'), { approval_required: true }],
      ['sunrise-test-main', account('build-image'), undefined],
      ['sunrise-test-pull-request', account('build-plan'), undefined],
    ]);
  });
});

import { App, type TerraformStack, Testing } from 'cdktf';
import { everyOptionEnvironment } from '../test/every-option-environment';
import { SynthesizedStack } from '../test/synthesized-stack';
import { RcmEnvironment } from './environment';
import { Hospital } from './hospital';
import type { PeopleGroups } from './props/environment-props';
import { Emr } from './props/hospital-props';

const newApp = () => new App({ outdir: Testing.app().outdir });
const environment = everyOptionEnvironment(newApp());
const stackOf = (name: string) =>
  environment.node.findAll().find((node) => node.node.id === `sunrise-test-${name}`) as TerraformStack;
const hospital = (id: string) => new SynthesizedStack(id, Testing.synth(stackOf(id)));

it('shows a hospital’s own analysts views of its own rows, in a dataset of its own', () => {
  const stack = hospital('hospital-b');
  const views = stack.resources('google_bigquery_table').filter(({ attributes }) => 'view' in attributes);
  const queries = views.map(({ attributes }) => (attributes['view'] as { query: string }).query);
  expect(views).toHaveLength(21);
  expect(queries.filter((query) => !query.includes('`sunrise-rcm-test`.`reporting`.'))).toEqual([]);
  expect(queries.filter((query) => query.includes("`hospital_id` = 'hospital-b'")).length).toBeGreaterThan(12);
  expect(queries.filter((query) => query.includes('hospital-a'))).toEqual([]);
  expect(stack.only('google_bigquery_dataset_access')).toMatchObject({
    dataset_id: 'reporting',
    dataset: {
      dataset: { project_id: 'sunrise-rcm-test', dataset_id: 'reporting_hospital_b' },
      target_types: ['VIEWS'],
    },
  });
  const readers = stack
    .resources('google_bigquery_dataset_iam_member')
    .filter(({ attributes }) => attributes['dataset_id'] === 'reporting_hospital_b')
    .map(({ attributes }) => [attributes['member'], attributes['role']]);
  expect(readers).toEqual([['group:hospital-b-analysts@sunrise.example', 'roles/bigquery.dataViewer']]);
});

it('deploys hospitals that add to the list of who reads the group’s views one after another', () => {
  expect(stackOf('hospital-b').dependsOn(stackOf('hospital-a'))).toBe(true);
});

it('makes empty secrets for the password and the authority of an existing database, for the workloads that connect to it', () => {
  const stack = hospital('hospital-b');
  const names = stack.resources('google_secret_manager_secret').map(({ attributes }) => attributes['secret_id']);
  expect(names).toEqual(['sunrise-test-hospital-b-emr-authority', 'sunrise-test-hospital-b-emr-password']);
  expect(stack.resources('google_secret_manager_secret_version')).toEqual([]);
  const readers = stack
    .resources('google_secret_manager_secret_iam_member')
    .map(({ attributes }) => [String(attributes['member']).replace(/@.*/, ''), attributes['secret_id']]);
  expect(readers.sort()).toEqual(
    ['extract', 'spark'].flatMap((identity) => names.map((name) => [`serviceAccount:rcm-${identity}`, name])),
  );
});

function problemsWith(analysts: string, hospitalAnalysts?: string): string[] {
  const groups: PeopleGroups = {
    engineers: 'engineers@sunrise.example',
    analysts: 'analysts@sunrise.example',
    reviewers: 'reviewers@sunrise.example',
    ...(hospitalAnalysts === undefined ? {} : { hospitalAnalysts }),
  };
  const made = new RcmEnvironment(newApp(), 'sunrise-dev', {
    projectId: 'sunrise-rcm-dev',
    projectNumber: '100000000001',
    region: 'us-central1',
    groups,
    dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' },
  });
  new Hospital(made, 'hospital-a', { emr: Emr.cloudSql(), analysts });
  return made.problems.map(({ code, path }) => `${code} ${path}`);
}

it('wants a group that holds the hospitals’ analysts, and groups, not people', () => {
  const path = 'sunrise-dev.hospitals.hospital-a.analysts';
  expect(problemsWith('hospital-a-analysts@sunrise.example')).toEqual([`HOSPITAL_ANALYSTS_MISSING ${path}`]);
  expect(problemsWith('jane.doe@sunrise.example', 'all@sunrise.example')).toEqual([`GROUP_ADDRESS_PERSONAL ${path}`]);
  expect(problemsWith('hospital-a-analysts@sunrise.example', 'all@sunrise.example')).toEqual([]);
});

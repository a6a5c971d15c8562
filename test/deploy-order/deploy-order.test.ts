import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLOUD_CHECKS } from '../../cli/doctor/check-cloud';
import { PREREQUISITE_CHECKS } from '../../cli/doctor/prerequisite-checks';
import { type CloudProject, cloudProjectSchema } from '../../model/cloud-project';
import { PREREQUISITES } from '../../model/prerequisites';
import { synthesizeEverything } from '../synthesized-environments';
import type { SynthesizedResource } from '../synthesized-stack';
import { deployOrder, kindsAcrossStacks, misplacements, type OrderedStack, wordsOfLaterStacks } from './deploy-order';
import type { Kind } from './named-things';

const written = synthesizeEverything();
const stacks = deployOrder(written);
const ENVIRONMENTS = ['sunrise-dev', 'sunrise-prod', 'sunrise-test'];
const expected = new Map<string, CloudProject>(
  ENVIRONMENTS.map((name) => [
    name,
    cloudProjectSchema.parse(JSON.parse(readFileSync(join(written.outdir, 'projects', `${name}.json`), 'utf8'))),
  ]),
);
/** Google's own: they are there for everybody. */
const OF_GOOGLE = ['cloud-storage-analytics@google.com', 'us-docker.pkg.dev/cloudrun/container/job'];
const isExpected = (environment: string, name: string) =>
  OF_GOOGLE.includes(name) || expected.get(environment)?.prerequisites.some((each) => each.name === name);

describe.each(ENVIRONMENTS)('the order in which %s is deployed', (environment) => {
  const own = stacks.filter(({ name }) => name.startsWith(`${environment}-`));
  const found = misplacements(own);

  it('makes every name before something uses it', () => {
    expect(own.length).toBeGreaterThan(8);
    expect(found.filter(({ madeIn }) => madeIn !== undefined)).toEqual([]);
    expect(wordsOfLaterStacks(own)).toEqual([]);
  });

  it('needs nothing that no stack makes but what is on the list of prerequisites', () => {
    expect(found.filter(({ name, madeIn }) => madeIn === undefined && !isExpected(environment, name))).toEqual([]);
  });

  it('needs each prerequisite on the list', () => {
    const text = written.stacks.filter(({ name }) => name.startsWith(`${environment}-`)).map((stack) => stack.text);
    const prerequisites = expected.get(environment)?.prerequisites ?? [];
    expect(prerequisites.length).toBeGreaterThan(10);
    expect(prerequisites.filter(({ name }) => !text.join('').includes(name.replace('billingAccounts/', '')))).toEqual(
      [],
    );
  });
});

it('looks at names of every kind, of which one stack makes what another uses', () => {
  expect([...kindsAcrossStacks(stacks)].sort()).toEqual(
    ['account', 'bucket', 'dataset', 'key', 'network', 'role', 'subnetwork', 'table'].sort(),
  );
});

it('the list names each kind once, doctor looks for each kind, and bootstrap makes what the list says', () => {
  const kinds = new Set([...expected.values()].flatMap(({ prerequisites }) => prerequisites.map(({ kind }) => kind)));
  // A perimeter of somebody else excludes one of the environment's own; no sample joins one.
  expect(Object.keys(PREREQUISITES).filter((kind) => !kinds.has(kind as keyof typeof PREREQUISITES))).toEqual([
    'perimeter',
  ]);
  const checks = CLOUD_CHECKS.map(([subject]) => subject);
  const named = Object.values(PREREQUISITE_CHECKS).filter((check) => typeof check === 'string');
  expect(named.filter((check) => !checks.includes(check))).toEqual([]);
});

/** Moves what `moved` chooses of a stack into one that comes later. */
function moving(from: string, to: string, moved: (resource: SynthesizedResource) => boolean): OrderedStack[] {
  const taken = stacks.find(({ name }) => name === from)?.resources.filter(moved) ?? [];
  expect(taken).not.toEqual([]);
  return stacks.map((stack) => {
    if (stack.name === from) return { ...stack, resources: stack.resources.filter((each) => !taken.includes(each)) };
    return stack.name === to ? { ...stack, resources: [...stack.resources, ...taken] } : stack;
  });
}

const PROD = 'projects/sunrise-rcm-prod';
const REGION = `${PROD}/locations/us-central1`;
const named = (type: string, argument: string, value: string) => (resource: SynthesizedResource) =>
  resource.type === type && resource.attributes[argument] === value;

/** What is moved into a later stack, the name that is then used too early, and a stack that uses it. */
interface Planted {
  readonly kind: Kind;
  readonly moved: (resource: SynthesizedResource) => boolean;
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly user: string;
}

const PLANTED: readonly Planted[] = [
  {
    kind: 'bucket',
    moved: named('google_storage_bucket', 'name', 'sunrise-rcm-prod-landing'),
    ...{ from: 'data-lake', to: 'processing', name: 'sunrise-rcm-prod-landing', user: 'iam' },
  },
  {
    kind: 'account',
    moved: named('google_service_account', 'account_id', 'rcm-load'),
    ...{ from: 'foundation', to: 'processing', user: 'iam' },
    name: 'rcm-load@sunrise-rcm-prod.iam.gserviceaccount.com',
  },
  {
    kind: 'role',
    moved: named('google_project_iam_custom_role', 'role_id', 'rcmJobRunner'),
    ...{ from: 'iam', to: 'composer', name: `${PROD}/roles/rcmJobRunner`, user: 'processing' },
  },
  {
    kind: 'dataset',
    moved: named('google_bigquery_dataset', 'dataset_id', 'ops'),
    ...{ from: 'data-lake', to: 'processing', name: 'sunrise-rcm-prod.ops', user: 'iam' },
  },
  {
    kind: 'table',
    moved: ({ type, attributes }) =>
      type === 'google_bigquery_table' && attributes['table_id'] === 'fact_claims' && !('view' in attributes),
    ...{ from: 'data-lake', to: 'hospital-a', name: 'sunrise-rcm-prod.gold.fact_claims', user: 'data-lake' },
  },
  {
    kind: 'key',
    moved: named('google_kms_crypto_key', 'name', 'bigquery'),
    ...{
      from: 'foundation',
      to: 'iam',
      name: `${REGION}/keyRings/sunrise-prod/cryptoKeys/bigquery`,
      user: 'data-lake',
    },
  },
  {
    kind: 'job',
    moved: named('google_cloud_run_v2_job', 'name', 'sunrise-prod-load'),
    ...{ from: 'processing', to: 'composer', name: `${REGION}/jobs/sunrise-prod-load`, user: 'processing' },
  },
  {
    // The grant goes to where the others are, and the secret stays in the stack of its hospital.
    kind: 'secret',
    moved: ({ type }) => type === 'google_secret_manager_secret_iam_member',
    ...{ from: 'hospital-b', to: 'iam', name: `${PROD}/secrets/sunrise-prod-hospital-b-emr-password`, user: 'iam' },
  },
  {
    kind: 'network',
    moved: named('google_compute_network', 'name', 'sunrise-prod-network'),
    ...{ from: 'network', to: 'composer', name: `${PROD}/global/networks/sunrise-prod-network`, user: 'processing' },
  },
  {
    // A policy tag: tables and masks of the stack that it leaves refer to it.
    kind: 'reference',
    moved: ({ type, id }) => type === 'google_data_catalog_policy_tag' && id.includes('class-date'),
    ...{ from: 'data-lake', to: 'processing', name: 'google_data_catalog_policy_tag', user: 'data-lake' },
  },
];

it.each(PLANTED)('finds the name of a $kind that is used too early', ({ kind, moved, from, to, name, user }) => {
  const early = (order: readonly OrderedStack[]) =>
    misplacements(order).filter((each) => each.kind === kind && each.name.startsWith(name));
  expect(early(stacks)).toEqual([]);
  const found = early(moving(`sunrise-prod-${from}`, `sunrise-prod-${to}`, moved));
  expect(found.map((each) => each.user.split(' ')[0])).toContain(`sunrise-prod-${user}`);
});

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StorageBucket } from '@cdktf/provider-google/lib/storage-bucket';
import { App, Aspects, type TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { ENVIRONMENTS } from '../environments';
import MINIMAL_ENVIRONMENT from '../test/minimal-environment.json';
import { RcmEnvironment } from './environment';
import type { RcmEnvironmentProps } from './props/environment-props';
import { RuleException, type RuleExceptionProps } from './props/rule-exception';
import { ReviewError } from './synthesis/review-error';
import { synthesize } from './synthesize';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

type Stage = 'sunrise-dev' | 'sunrise-prod';
const props = (stage: Stage): RcmEnvironmentProps => ({
  ...MINIMAL_ENVIRONMENT,
  projectId: `sunrise-rcm-${stage.slice(8)}`,
  groups: {
    ...MINIMAL_ENVIRONMENT.groups,
    reviewers: 'compliance@sunrise.example',
    breakGlass: 'break-glass@sunrise.example',
  },
  baa: { acceptedOn: '2026-09-01', by: 'compliance@sunrise.example' },
  imageTag: '1.0.0',
  lockRetention: stage === 'sunrise-prod',
});
/** Of what this test adds. */
const OPEN = 'storage-bucket-public-access-prevention';
const SOUND = {
  location: 'us-central1',
  storageClass: 'STANDARD',
  uniformBucketLevelAccess: true,
  versioning: { enabled: true },
  softDeletePolicy: { retentionDurationSeconds: 30 * 86_400 },
  logging: { logBucket: 'sunrise-audit' },
  lifecycle: { preventDestroy: true },
  encryption: { defaultKmsKeyName: 'projects/p/locations/us-central1/keyRings/r/cryptoKeys/k' },
};

/** The chosen environments with one open bucket each, synthesized; `change` sees the bucket first. */
function synthesizeWithOpenBucket(
  stages: readonly Stage[],
  change: (bucket: StorageBucket, environment: RcmEnvironment) => void = () => {},
  more: Partial<RcmEnvironmentProps> = {},
) {
  const outdir = mkdtempSync(join(tmpdir(), 'review-'));
  folders.push(outdir);
  const app = new App({ outdir });
  for (const stage of stages) {
    const environment = new RcmEnvironment(app, stage, { ...props(stage), ...more });
    const lake = environment.node.findChild(`${stage}-data-lake`);
    change(
      new StorageBucket(lake, 'open', { ...SOUND, name: `${stage}-open`, labels: { data_class: 'none' } }),
      environment,
    );
  }
  return { outdir, app, synth: () => synthesize(app) };
}

function errorOf(work: () => void): ReviewError {
  try {
    work();
  } catch (error) {
    if (error instanceof ReviewError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const warningsOf = (bucket: StorageBucket) => bucket.node.metadata.map(({ data }) => String(data));
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const exception = (change: Partial<RuleExceptionProps> = {}): RuleExceptionProps => ({
  ruleId: OPEN,
  reason: 'Holds the public price list.',
  owner: 'platform team',
  expires: day(30),
  ...change,
});

it('stops synth in production before anything is written, with every finding of every environment', () => {
  const { outdir, synth } = synthesizeWithOpenBucket(['sunrise-dev', 'sunrise-prod'], (bucket) => {
    bucket.uniformBucketLevelAccess = false;
  });
  const { code, findings } = errorOf(synth);
  expect(code).toBe('REVIEW_FINDINGS');
  expect(findings.filter((line) => line.includes('.open:'))).toEqual([
    expect.stringMatching(
      /^high sunrise-prod-data-lake\/google_storage_bucket\.open: .*\[storage-bucket-public-access-prevention\]/,
    ),
    expect.stringContaining('[storage-bucket-uniform-access]'),
  ]);
  expect(readdirSync(join(outdir, 'stacks'))).toEqual([]);
});

it('shows findings as warnings of the construct before production, once however often it is synthesized', () => {
  let seen: StorageBucket | undefined;
  const { outdir, app, synth } = synthesizeWithOpenBucket(['sunrise-dev'], (bucket) => {
    seen = bucket;
  });
  synth();
  app.synth();
  expect(seen && warningsOf(seen).filter((text) => text.includes(OPEN))).toHaveLength(1);
  expect(readdirSync(join(outdir, 'stacks'))).toContain('sunrise-dev-data-lake');
});

it('finds nothing in the samples that stops them', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'review-'));
  folders.push(outdir);
  const app = new App({ outdir });
  for (const environment of Object.values(ENVIRONMENTS)) environment(app);
  synthesize(app);
  expect(readdirSync(join(outdir, 'stacks')).length).toBeGreaterThan(15);
});

it('reviews what is written: aspects are in it, and each stack is made into JSON once', () => {
  const { outdir, app, synth } = synthesizeWithOpenBucket(['sunrise-dev']);
  let made = 0;
  const lake = app.node.findAll().find(({ node }) => node.id === 'sunrise-dev-data-lake') as TerraformStack;
  const visited: IConstruct[] = [];
  Aspects.of(lake).add({
    visit: (node) => {
      visited.push(node);
      if (node instanceof StorageBucket) node.publicAccessPrevention = 'enforced';
    },
  });
  const [bucket] = lake.node.findAll().filter((node) => node instanceof StorageBucket);
  const own = bucket?.toMetadata.bind(bucket);
  if (bucket && own)
    bucket.toMetadata = () => {
      made += 1;
      return own();
    };
  synth();
  expect(made).toBe(1);
  expect(visited.length).toBeGreaterThan(0);
  const open = app.node.findAll().find(({ node }) => node.id === 'open') as StorageBucket;
  expect(warningsOf(open).filter((text) => text.includes(OPEN))).toEqual([]);
  expect(readFileSync(join(outdir, 'stacks/sunrise-dev-data-lake/cdk.tf.json'), 'utf8')).toContain('"data_class"');
});

describe('an exception on a construct', () => {
  it('excuses the finding, and stands on the resource', () => {
    const { outdir, synth } = synthesizeWithOpenBucket(['sunrise-prod'], (bucket) => {
      RuleException.on(bucket, exception());
      RuleException.on(bucket, exception({ ruleId: 'storage-bucket-uniform-access', reason: 'Older clients.' }));
      bucket.uniformBucketLevelAccess = false;
    });
    synth();
    const text = readFileSync(join(outdir, 'stacks/sunrise-prod-data-lake/cdk.tf.json'), 'utf8');
    expect(JSON.parse(text).resource.google_storage_bucket.open['//'].exceptions).toHaveLength(2);
  });

  it.each<[string, Partial<RuleExceptionProps>, string]>([
    ['is expired', { expires: day(-1) }, 'exception-expired'],
    ['excuses nothing', { ruleId: 'storage-bucket-uniform-access' }, 'exception-unused'],
    ['has no reason', { reason: ' ' }, 'exception-incomplete'],
    ['has no owner', { owner: '' }, 'exception-incomplete'],
    ['names no rule', { ruleId: 'storage-bucket-nice' }, 'exception-unknown-rule'],
  ])('stops synth at every stage when it %s', (_, change, problem) => {
    const { synth } = synthesizeWithOpenBucket(['sunrise-dev'], (bucket) =>
      RuleException.on(bucket, exception(change)),
    );
    expect(errorOf(synth).findings).toEqual([expect.stringContaining(`[${problem}]`)]);
  });

  it('with the id that the rule had in an earlier version leaves a warning that names the new id', () => {
    let seen: StorageBucket | undefined;
    const { synth } = synthesizeWithOpenBucket(['sunrise-dev'], (bucket) => {
      seen = bucket;
      RuleException.on(bucket, exception({ ruleId: 'iam-emergency-roles' }));
    });
    expect(errorOf(synth).findings).toEqual([expect.stringContaining('exception from iam-break-glass-roles')]);
    expect(seen && warningsOf(seen)).toContainEqual(
      expect.stringContaining('iam-emergency-roles is now iam-break-glass-roles'),
    );
  });

  it('is refused where it is not clear which resource it is for', () => {
    expect(() =>
      synthesizeWithOpenBucket(['sunrise-dev'], (_, environment) => RuleException.on(environment, exception())),
    ).toThrow(expect.objectContaining({ code: 'EXCEPTION_TARGET_UNCLEAR' }));
  });
});

describe('an exception of the environment', () => {
  const place = { stack: 'sunrise-prod-data-lake', address: 'google_storage_bucket.open' };

  it('excuses the finding, and stands in the stack that it names and in no other', () => {
    const exceptions = [{ ...exception(), ...place }];
    const { outdir, synth } = synthesizeWithOpenBucket(['sunrise-prod'], () => {}, { exceptions });
    synth();
    const comment = (stack: string) =>
      JSON.parse(readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8'))['//'];
    expect(comment('sunrise-prod-data-lake')).toMatchObject({ exceptions });
    expect(comment('sunrise-prod-iam')).not.toHaveProperty('exceptions');
  });

  it('stops synth when it names a stack that the environment does not have', () => {
    const exceptions = [{ ...exception(), ...place, stack: 'sunrise-prod-lake' }];
    const { synth } = synthesizeWithOpenBucket(['sunrise-prod'], () => {}, {
      exceptions,
      review: 'warnings',
      reasons: { review: 'rehearsal' },
    });
    expect(errorOf(synth).findings).toEqual([
      expect.stringContaining('sunrise-prod-lake/google_storage_bucket.open: exception from'),
    ]);
  });
});

it.each<[Stage, 'errors' | 'warnings']>([
  ['sunrise-dev', 'errors'],
  ['sunrise-prod', 'warnings'],
])('does in %s what the environment says: %s', (stage, mode) => {
  const { synth } = synthesizeWithOpenBucket([stage], () => {}, {
    review: mode,
    ...(mode === 'warnings' ? { reasons: { review: 'rehearsal' } } : {}),
  });
  if (mode === 'warnings') synth();
  else expect(errorOf(synth).findings).toHaveLength(1);
});

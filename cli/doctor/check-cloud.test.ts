import { type GoogleServer, startGoogleServer } from '../../test/google-server';
import { GoogleApi } from '../google-cloud/google-api';
import { stateBucketSettings } from '../google-cloud/state-bucket';
import { sunriseProject } from '../google-cloud/sunrise-project.fixture';
import { checkCloud } from './check-cloud';
import type { Finding } from './finding';

const facts = sunriseProject();
const NUMBER = 'projects/100000000002';
const [STORAGE = { name: '', members: [] }, BIGQUERY = { name: '', members: [] }] = facts.keys;
const PROJECT = '/v3/projects/sunrise-rcm-prod';
const BUCKET = `GET /storage/v1/b/${facts.stateBucket}`;
const IMAGE =
  'GET /v1/projects/sunrise-rcm-prod/locations/us-central1/repositories/sunrise-prod-containers/packages/rcm/tags/1.2.0';
const [CONNECTION = ''] = facts.prerequisites.filter(({ kind }) => kind === 'connection').map(({ name }) => name);
const QUERIES = 'POST /bigquery/v2/projects/sunrise-rcm-prod/queries';
const SERVICES = `GET /v1/${NUMBER}/services:batchGet`;

describe("doctor's look at the cloud", () => {
  let server: GoogleServer;
  beforeEach(async () => {
    server = await startGoogleServer({ deadlineMilliseconds: 1_000 });
    answerWell(server);
  });
  afterEach(() => server.close());
  const look = async (deadline?: number, expected = facts) => {
    const findings = await checkCloud(expected, server.api, deadline);
    return Object.fromEntries(findings.map((finding) => [finding.subject, finding])) as Record<string, Finding>;
  };
  const states = async () =>
    Object.fromEntries(Object.values(await look()).map(({ subject, state }) => [subject, state]));

  it('finds a project good in which all is as it should be, and changes nothing', async () => {
    expect(await states()).toEqual({
      ...{
        credentials: 'good',
        project: 'good',
        billing: 'good',
        apis: 'good',
        quotas: 'good',
        'state bucket': 'good',
      },
      ...{
        'service agents': 'good',
        keys: 'good',
        image: 'good',
        composer: 'good',
        'last run': 'good',
        groups: 'good',
        connection: 'good',
      },
    });
    // The only questions that are posted: the policy of the project, and the newest run.
    expect(server.questions.filter((each) => !each.startsWith('GET ') && !each.startsWith('HEAD '))).toEqual([
      `POST ${PROJECT}:getIamPolicy`,
      QUERIES,
    ]);
  });

  const lines = (body: unknown, status = 200) => ({ status, body });
  const run = (status: string, age: string) =>
    lines({ jobComplete: true, rows: [{ f: [{ v: 'r1' }, { v: status }, { v: age }] }] });
  const bucket = (change: object) =>
    lines({ ...stateBucketSettings(facts), projectNumber: facts.projectNumber, ...change });
  it.each([
    [
      'another number',
      'project',
      `GET ${PROJECT}`,
      lines({ name: 'projects/7', state: 'ACTIVE' }),
      'bad',
      "projectNumber: '7'",
    ],
    [
      'a project that is being deleted',
      'project',
      `GET ${PROJECT}`,
      lines({ name: NUMBER, state: 'DELETE_REQUESTED' }),
      'bad',
      'undelete',
    ],
    [
      'no billing',
      'billing',
      'GET /v1/projects/sunrise-rcm-prod/billingInfo',
      lines({}),
      'bad',
      'gcloud billing projects link',
    ],
    [
      'an API that is off',
      'apis',
      SERVICES,
      lines({ services: [{ name: 'x/run.googleapis.com', state: 'DISABLED' }] }),
      'bad',
      'rcm bootstrap',
    ],
    [
      'too few CPUs',
      'quotas',
      'GET /compute/v1/projects/sunrise-rcm-prod/regions/us-central1',
      lines({ quotas: [{ metric: 'CPUS', limit: 24, usage: 20 }] }),
      'warning',
      'quotas',
    ],
    [
      'an unknown region',
      'quotas',
      'GET /compute/v1/projects/sunrise-rcm-prod/regions/us-central1',
      lines({}, 404),
      'bad',
      'region',
    ],
    ['no state bucket', 'state bucket', BUCKET, lines({}, 404), 'bad', 'rcm bootstrap'],
    ['a bucket without versions', 'state bucket', BUCKET, bucket({ versioning: {} }), 'warning', '--versioning'],
    [
      'a bucket that can be public',
      'state bucket',
      BUCKET,
      bucket({ iamConfiguration: { uniformBucketLevelAccess: { enabled: true } } }),
      'warning',
      '--public-access-prevention',
    ],
    ['a bucket elsewhere', 'state bucket', BUCKET, bucket({ location: 'EU' }), 'bad', 'stateBucket'],
    ['a bucket of somebody else', 'state bucket', BUCKET, bucket({ projectNumber: '7' }), 'bad', 'stateBucket'],
    ['a key that is not there', 'keys', `GET /v1/${STORAGE.name}`, lines({}, 404), 'bad', 'sunrise-prod-foundation'],
    [
      'a key that is off',
      'keys',
      `GET /v1/${STORAGE.name}`,
      lines({ primary: { state: 'DISABLED' } }),
      'bad',
      'gcloud kms keys versions',
    ],
    [
      'a service that may not use its key',
      'keys',
      `GET /v1/${STORAGE.name}:getIamPolicy`,
      lines({ bindings: [{ role: 'roles/viewer', members: STORAGE.members }] }),
      'bad',
      'sunrise-prod-foundation',
    ],
    [
      'an agent without any role',
      'service agents',
      `POST ${PROJECT}:getIamPolicy`,
      lines({ bindings: [] }),
      'unknown',
      'rcm bootstrap',
    ],
    ['no image', 'image', IMAGE, lines({}, 404), 'bad', 'docker push'],
    ['no Airflow', 'composer', `GET /v1/${facts.composer}`, lines({}, 404), 'bad', 'sunrise-prod-composer'],
    [
      'an Airflow that does not run',
      'composer',
      `GET /v1/${facts.composer}`,
      lines({ state: 'ERROR' }),
      'bad',
      'environments describe',
    ],
    [
      'an Airflow that is not healthy',
      'composer',
      'GET /v3/projects/sunrise-rcm-prod/timeSeries',
      lines({ timeSeries: [{ points: [{ value: { boolValue: false } }] }] }),
      'bad',
      'monitoring',
    ],
    ['a failed run', 'last run', QUERIES, run('FAILED', '1'), 'bad', 'log in Airflow'],
    ['a late run', 'last run', QUERIES, run('SUCCEEDED', '40'), 'warning', 'paused'],
    ['no run', 'last run', QUERIES, lines({}, 404), 'warning', 'DAG'],
    [
      'no connection to GitHub',
      'connection',
      `GET /v2/${CONNECTION}`,
      lines({}, 404),
      'bad',
      'console.cloud.google.com',
    ],
    [
      'a connection that nobody has installed in GitHub',
      'connection',
      `GET /v2/${CONNECTION}`,
      lines({ installationState: { stage: 'PENDING_INSTALL_APP' } }),
      'bad',
      'Create the connection github in us-central1',
    ],
    ['groups that it may not see', 'groups', 'GET /v1/groups:lookup', lines({}, 403), 'unknown', 'administrator'],
  ] as const)('finds %s, and says what mends it', async (_what, subject, question, reply, state, next) => {
    server.replies.set(question, reply);
    const found = await look();
    expect(found[subject]).toMatchObject({ state, next: expect.stringContaining(next) });
  });

  it('says what the owner of keys of another project runs, not what is deployed here', async () => {
    const [member = ''] = STORAGE.members;
    const command = 'gcloud kms keys add-iam-policy-binding storage';
    const needed = { project: 'sunrise-keys', member, role: 'r', on: STORAGE.name, why: 'w', command };
    const ofOthers = sunriseProject({ neededGrants: [needed] });
    server.replies.set(`GET /v1/${STORAGE.name}:getIamPolicy`, lines({ bindings: [] }));
    expect((await look(undefined, ofOthers))['keys']).toMatchObject({ state: 'bad', next: command });
    server.replies.set(`GET /v1/${STORAGE.name}`, lines({}, 404));
    expect((await look(undefined, ofOthers))['keys']).toMatchObject({
      state: 'bad',
      next: expect.stringContaining('sunrise-keys'),
    });
  });

  it.each([
    ['network', 'projects/shared/global/networks/wide', 'GET /compute/v1/', {}, {}],
    [
      'subnetwork',
      'projects/shared/regions/r/subnetworks/rcm',
      'GET /compute/v1/',
      { privateIpGoogleAccess: true },
      {},
    ],
    ['access policy', 'accessPolicies/1', 'GET /v1/', {}, undefined],
    ['access level', 'accessPolicies/1/accessLevels/office', 'GET /v1/', {}, undefined],
    ['perimeter', 'accessPolicies/1/servicePerimeters/rcm', 'GET /v1/', {}, undefined],
    ['billing account', 'billingAccounts/1', 'GET /v1/', {}, undefined],
  ] as const)('looks for a %s that somebody else makes', async (kind, name, question, there, flawed) => {
    const needing = sunriseProject({ prerequisites: [{ kind, name }] });
    expect((await look(undefined, needing))[kind]).toMatchObject({ state: 'bad', found: `${name} is missing` });
    server.replies.set(`${question}${name}`, lines(there));
    expect((await look(undefined, needing))[kind]).toMatchObject({ state: 'good', found: name });
    if (kind !== 'subnetwork') return;
    server.replies.set(`${question}${name}`, lines(flawed));
    expect((await look(undefined, needing))[kind]).toMatchObject({
      state: 'bad',
      found: expect.stringContaining('private'),
    });
  });

  it('finds an Airflow page that does not answer from here', async () => {
    server.replies.set(
      `GET /v1/${facts.composer}`,
      lines({ state: 'RUNNING', config: { airflowUri: 'http://127.0.0.1:9' } }),
    );
    expect((await look())['composer']).toMatchObject({
      state: 'warning',
      next: expect.stringContaining('airflowRanges'),
    });
  });

  it.each([
    ['lack permission', lines({ error: { message: 'Permission denied' } }, 403), 'lack permission', 'roles/'],
    [
      'has an API off',
      lines(
        {
          error: {
            message: 'x',
            details: [{ reason: 'SERVICE_DISABLED', metadata: { service: 'run.googleapis.com' } }],
          },
        },
        403,
      ),
      'run.googleapis.com is not enabled',
      'gcloud services enable run.googleapis.com',
    ],
    ['is refused', lines({ error: { message: 'x' } }, 401), 'rejects', 'gcloud auth application-default login'],
    [
      'needs a quota project',
      lines({ error: { message: 'requires a quota project' } }, 403),
      'quota project',
      'set-quota-project',
    ],
    ['gets an error', lines({ error: { message: 'backend error' } }, 503), 'HTTP 503: backend error', 'Try again'],
    ['gets something else than documented', lines(null), 'shape', 'proxy'],
  ] as const)('is unknown where it %s', async (_why, reply, found, next) => {
    server.replies.set('GET /v1/projects/sunrise-rcm-prod/billingInfo', reply);
    expect((await look())['billing']).toEqual({
      ...{ subject: 'billing', state: 'unknown' },
      ...{ found: expect.stringContaining(found), next: expect.stringContaining(next) },
    });
  });

  it('ends at its deadline: a server that does not answer makes every check unknown, all at once', async () => {
    for (const question of server.replies.keys()) server.replies.set(question, null);
    const started = performance.now();
    const found = Object.values(await look());
    // One deadline and not a dozen, on a busy machine.
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(found.map(({ state, found: why }) => [state, / did not answer in 1 s$/.test(why)])).toEqual(
      found.map(() => ['unknown', true]),
    );
  });

  it('ends a check whose questions together take too long', async () => {
    for (const question of server.replies.keys()) server.replies.set(question, null);
    const found = Object.values(await look(200));
    expect(found.map(({ state, found: why }) => [state, why])).toEqual(
      found.map(() => ['unknown', 'no answer in 0.2 s']),
    );
  });

  it('is unknown everywhere without a network, or without credentials', async () => {
    const nowhere = Object.fromEntries(
      [
        'artifactregistry',
        'bigquery',
        'cloudbilling',
        'cloudbuild',
        'cloudidentity',
        'cloudkms',
        'cloudresourcemanager',
        'composer',
        'compute',
        'serviceusage',
        'storage',
      ].map((service) => [service, 'http://127.0.0.1:9']),
    );
    const { PassThroughClient, OAuth2Client } = await import('google-auth-library');
    const offline = await checkCloud(facts, new GoogleApi({ endpoints: nowhere, client: new PassThroughClient() }));
    expect(offline.map(({ state, found }) => [state, /are unreachable/.test(found)])).toEqual(
      offline.map(() => ['unknown', true]),
    );
    const anonymous = await checkCloud(facts, new GoogleApi({ endpoints: nowhere, client: new OAuth2Client() }));
    expect(anonymous.map(({ state, found }) => [state, found])).toEqual(
      anonymous.map(() => ['unknown', 'this machine has no Google credentials']),
    );
  });
});

/** A project in which all is as it should be. */
function answerWell({ replies, origin }: GoogleServer): void {
  const set = (question: string, body: unknown) => replies.set(question, { body });
  const agents = facts.serviceAgents.map(({ address }) => `serviceAccount:${address}`);
  set(`GET ${PROJECT}`, { name: NUMBER, state: 'ACTIVE' });
  set(`POST ${PROJECT}:getIamPolicy`, { bindings: [{ role: 'roles/run.serviceAgent', members: agents }] });
  set('GET /v1/projects/sunrise-rcm-prod/billingInfo', { billingEnabled: true });
  set(SERVICES, { services: facts.services.map((name) => ({ name: `${NUMBER}/services/${name}`, state: 'ENABLED' })) });
  const quota = (metric: string) => ({ metric, limit: 1000, usage: 10 });
  set('GET /compute/v1/projects/sunrise-rcm-prod/regions/us-central1', {
    quotas: ['CPUS', 'SSD_TOTAL_GB', 'STATIC_ADDRESSES'].map(quota),
  });
  set(BUCKET, { ...stateBucketSettings(facts), projectNumber: facts.projectNumber });
  for (const { name, members } of [STORAGE, BIGQUERY]) {
    set(`GET /v1/${name}`, { primary: { state: 'ENABLED' } });
    set(`GET /v1/${name}:getIamPolicy`, {
      bindings: [{ role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter', members }],
    });
  }
  set(IMAGE, { name: 'tags/1.2.0', version: 'sha256:1' });
  set(`GET /v1/${facts.composer}`, { state: 'RUNNING', config: { airflowUri: `${origin}/airflow` } });
  set('GET /v3/projects/sunrise-rcm-prod/timeSeries', { timeSeries: [{ points: [{ value: { boolValue: true } }] }] });
  set(QUERIES, { jobComplete: true, rows: [{ f: [{ v: 'r1' }, { v: 'SUCCEEDED' }, { v: '5' }] }] });
  set('GET /v1/groups:lookup', { name: 'groups/1' });
  set(`GET /v2/${CONNECTION}`, { installationState: { stage: 'COMPLETE' } });
}

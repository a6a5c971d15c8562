import type { CloudProject } from '../../model/cloud-project';
import { describeEngine } from '../../test/engines/available';
import { type Gcs, startGcs } from '../../test/engines/gcs';
import { type GoogleServer, startGoogleServer } from '../../test/google-server';
import { sunriseProject } from '../google-cloud/sunrise-project.fixture';
import { type BootstrapResult, bootstrap } from './bootstrap';

const NUMBER = 'projects/100000000002';

/** A project with nothing in it, whose APIs and agents come into being when they are asked for. */
function newProject({ replies }: GoogleServer, facts: CloudProject): Set<string> {
  const enabled = new Set(['storage.googleapis.com']);
  replies.set('GET /v3/projects/sunrise-rcm-prod', { body: { name: NUMBER, state: 'ACTIVE' } });
  replies.set('GET /v1/projects/sunrise-rcm-prod/billingInfo', { body: { billingEnabled: true } });
  replies.set(`GET /v1/${NUMBER}/services:batchGet`, () => ({
    body: {
      services: facts.services.map((name) => ({
        name: `${NUMBER}/services/${name}`,
        state: enabled.has(name) ? 'ENABLED' : 'DISABLED',
      })),
    },
  }));
  replies.set(`POST /v1/${NUMBER}/services:batchEnable`, (body) => {
    for (const service of (body as { serviceIds: string[] }).serviceIds) enabled.add(service);
    return { body: { name: 'operations/acat.1' } };
  });
  let looks = 0;
  replies.set('GET /v1/operations/acat.1', () => {
    looks += 1;
    return {
      body: looks < 2 ? { name: 'operations/acat.1' } : { name: 'operations/acat.1', done: true, response: {} },
    };
  });
  replies.set('GET /storage/v1/projects/sunrise-rcm-prod/serviceAccount', {
    body: { email_address: facts.serviceAgents[0]?.address },
  });
  replies.set('GET /bigquery/v2/projects/sunrise-rcm-prod/serviceAccount', {
    body: { email: facts.serviceAgents[1]?.address },
  });
  replies.set(`POST /v1beta1/${NUMBER}/services/run.googleapis.com:generateServiceIdentity`, {
    body: { name: 'operations/finished.1', done: true, response: { email: facts.serviceAgents[2]?.address } },
  });
  replies.set(`POST /v1beta1/${NUMBER}/services/compute.googleapis.com:generateServiceIdentity`, {
    status: 400,
    body: { error: { message: 'it has none to ask for' } },
  });
  replies.set('GET /v2/projects/sunrise-rcm-prod/settings', { body: { kmsServiceAccountId: facts.loggingAccount } });
  return enabled;
}

describeEngine('gcs', 'the bootstrap of a project', () => {
  let server: GoogleServer;
  let facts: CloudProject;
  let gcs: Gcs;
  beforeAll(async () => {
    gcs = await startGcs({ backend: 'memory' });
  });
  afterAll(() => gcs?.stop());
  const run = async () => {
    const results: BootstrapResult[] = [];
    for await (const result of bootstrap(facts, server.api, { say: () => {}, pollMilliseconds: 1 }))
      results.push(result);
    return results;
  };
  const outcomes = async () => Object.fromEntries((await run()).map(({ step, outcome }) => [step, outcome]));
  beforeEach(async () => {
    server = await startGoogleServer({ forwardStorageTo: gcs.endpoint });
    facts = sunriseProject({ stateBucket: `tfstate-${Date.now()}-${Math.floor(Math.random() * 1e6)}` });
  });
  afterEach(() => server.close());

  it('enables what is off, asks for every agent, makes the bucket; again, it makes nothing', async () => {
    const enabled = newProject(server, facts);
    expect(await outcomes()).toEqual({
      ...{ project: 'was there', billing: 'was there', apis: 'made', 'service agents': 'made' },
      ...{ 'logging account': 'was there', 'state bucket': 'made', 'by hand': 'left' },
    });
    expect([...enabled].sort()).toEqual(facts.services);
    expect(server.questions.filter((question) => question === 'GET /v1/operations/acat.1')).toHaveLength(2);
    const bucket = await fetch(`${gcs.endpoint}/storage/v1/b/${facts.stateBucket}`);
    expect(await bucket.json()).toMatchObject({ location: 'US-CENTRAL1', versioning: { enabled: true } });
    server.questions.length = 0;
    // The server of the tests keeps no labels, no access prevention and no soft delete, so the bucket is weaker than what was asked for.
    expect(await outcomes()).toMatchObject({ apis: 'was there', 'state bucket': 'weaker' });
    const writes = server.questions.filter((question) => question.startsWith('POST'));
    expect(writes.filter((question) => !question.includes(':generateServiceIdentity'))).toEqual([]);
  });

  it('asks for a bucket with every guard', async () => {
    newProject(server, facts);
    let asked: unknown;
    server.replies.set('POST /storage/v1/b', (body) => {
      asked = body;
      return { body };
    });
    expect(await outcomes()).toMatchObject({ 'state bucket': 'made' });
    expect(asked).toEqual({
      ...{ name: facts.stateBucket, location: 'US-CENTRAL1', storageClass: 'STANDARD' },
      labels: { group: 'sunrise', stage: 'prod' },
      iamConfiguration: { publicAccessPrevention: 'enforced', uniformBucketLevelAccess: { enabled: true } },
      versioning: { enabled: true },
      softDeletePolicy: { retentionDurationSeconds: '604800' },
    });
    server.replies.set(`GET /storage/v1/b/${facts.stateBucket}`, {
      body: { ...(asked as object), projectNumber: facts.projectNumber },
    });
    expect(await outcomes()).toMatchObject({ 'state bucket': 'was there' });
  });

  it('says what is weaker about a bucket that is there, and changes nothing', async () => {
    newProject(server, facts);
    const bucket = await gcs.createBucket('weak-');
    facts = { ...facts, stateBucket: bucket };
    const state = (await run()).find(({ step }) => step === 'state bucket');
    expect(state).toMatchObject({ outcome: 'weaker', detail: expect.stringContaining('it keeps no earlier versions') });
    expect(state?.next).toContain(`gcloud storage buckets update gs://${bucket} --versioning`);
  });

  it('prints what a person makes, each with how, and nothing that it makes itself', async () => {
    newProject(server, facts);
    const last = (await run()).at(-1);
    expect(last).toMatchObject({ step: 'by hand', outcome: 'left' });
    expect(last?.next.map((line) => line.split(':')[0])).toEqual([
      'group rcm-engineers@sunrise.example',
      'group compliance@sunrise.example',
      'connection projects/sunrise-rcm-prod/locations/us-central1/connections/github',
    ]);
  });

  it('needs no bucket where the state is files', async () => {
    newProject(server, facts);
    facts = { ...facts, stateBucket: null };
    expect(await outcomes()).toMatchObject({ 'state bucket': 'not needed' });
  });

  it('says which accounts are others than the environment says', async () => {
    newProject(server, facts);
    server.replies.set('GET /v2/projects/sunrise-rcm-prod/settings', {
      body: { kmsServiceAccountId: 'service-1@gcp-sa-logging' },
    });
    server.replies.set('GET /storage/v1/projects/sunrise-rcm-prod/serviceAccount', {
      body: { email_address: 'other' },
    });
    const results = await run();
    expect(results.find(({ step }) => step === 'logging account')).toMatchObject({
      outcome: 'weaker',
      next: ["# in the environment file: loggingKmsAccount: 'service-1@gcp-sa-logging'"],
    });
    expect(results.find(({ step }) => step === 'service agents')).toMatchObject({
      outcome: 'weaker',
      detail: expect.stringContaining('has other and not'),
    });
  });

  it.each([
    ['the number is another', 'GET /v3/projects/sunrise-rcm-prod', { body: { name: 'projects/7' } }, 'CLOUD_REFUSED'],
    ['it is not billed', 'GET /v1/projects/sunrise-rcm-prod/billingInfo', { body: {} }, 'CLOUD_REFUSED'],
    [
      'the bucket is somebody else’s',
      'POST /storage/v1/b',
      { status: 409, body: { error: { message: 'taken' } } },
      'CLOUD_REFUSED',
    ],
    [
      'an API cannot be enabled',
      'GET /v1/operations/acat.1',
      { body: { name: 'operations/acat.1', done: true, error: { message: 'not allowed' } } },
      'CLOUD_REFUSED',
    ],
    ['nobody answers', 'GET /v3/projects/sunrise-rcm-prod', null, 'CLOUD_UNREACHABLE'],
  ] as const)('stops where %s', async (_why, question, reply, code) => {
    await server.close();
    server = await startGoogleServer({ forwardStorageTo: gcs.endpoint, deadlineMilliseconds: 400 });
    newProject(server, facts);
    server.replies.set(question, reply);
    await expect(run()).rejects.toMatchObject({ code });
  });
});

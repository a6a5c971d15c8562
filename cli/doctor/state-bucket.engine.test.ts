import { describeEngine } from '../../test/engines/available';
import { type Gcs, startGcs } from '../../test/engines/gcs';
import { type GoogleServer, startGoogleServer } from '../../test/google-server';
import { stateBucketSettings } from '../google-cloud/state-bucket';
import { sunriseProject } from '../google-cloud/sunrise-project.fixture';
import { stateBucketCheck } from './project-checks';

describeEngine('gcs', "doctor's look at the state bucket", () => {
  let gcs: Gcs;
  let server: GoogleServer;
  beforeAll(async () => {
    gcs = await startGcs({ backend: 'memory' });
    server = await startGoogleServer({ forwardStorageTo: gcs.endpoint });
  });
  afterAll(async () => {
    await server?.close();
    await gcs?.stop();
  });

  it('finds one that is not there', async () => {
    const found = await stateBucketCheck(sunriseProject({ stateBucket: 'not-there' }), server.api);
    expect(found).toMatchObject({ state: 'bad', next: 'rcm bootstrap --env sunrise-prod' });
  });

  it('finds what one that somebody made lacks, and not what it has', async () => {
    const bare = await gcs.createBucket('state-');
    const facts = sunriseProject({ stateBucket: bare });
    expect(await stateBucketCheck(facts, server.api)).toMatchObject({
      found: expect.stringContaining('no earlier versions'),
    });
    const versioned = `${bare}-versioned`;
    const settings = stateBucketSettings({ ...facts, stateBucket: versioned });
    await server.api.ask('storage', '/storage/v1/b', { method: 'POST', query: { project: 'p' }, body: settings });
    const { found } = await stateBucketCheck({ ...facts, stateBucket: versioned }, server.api);
    expect(found).not.toContain('no earlier versions');
    expect(found).not.toContain('it is in');
  });
});

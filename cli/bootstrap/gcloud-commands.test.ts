import { sunriseProject } from '../google-cloud/sunrise-project.fixture';
import { bootstrapCommands } from './gcloud-commands';

describe('the bootstrap as gcloud commands', () => {
  const lines = (change = {}) => bootstrapCommands(sunriseProject(change)).flatMap(({ commands }) => commands);

  it('enables every API, at most 20 at a time', () => {
    const services = Array.from({ length: 45 }, (_, index) => `a${index}.googleapis.com`);
    const enabling = lines({ services }).filter((line) => line.startsWith('gcloud services enable'));
    const asked = enabling.map((line) => line.split(' ').filter((word) => word.endsWith('.googleapis.com')));
    expect(asked.map((part) => part.length)).toEqual([20, 20, 5]);
    expect(asked.flat()).toEqual(services);
  });

  it('asks for every agent in the way that its service has', () => {
    const agents = lines().filter((line) => /identity create|service-agent|encryption_service_account/.test(line));
    expect(agents).toEqual([
      'gcloud beta services identity create --service=run.googleapis.com --project=sunrise-rcm-prod',
      'gcloud beta services identity create --service=compute.googleapis.com --project=sunrise-rcm-prod',
      'gcloud storage service-agent --project=sunrise-rcm-prod',
      'bq show --encryption_service_account --project_id=sunrise-rcm-prod',
    ]);
  });

  it('ends with what a person makes, as comments', () => {
    const comments = lines().filter((line) => line.startsWith('#'));
    expect(comments).toHaveLength(3);
    expect(comments.at(-1)).toMatch(
      /^# connection projects\/sunrise-rcm-prod\/.*: .*https:\/\/console.cloud.google.com\//,
    );
  });

  it('makes the bucket with every guard that a look at it asks for', () => {
    const bucket = lines()
      .filter((line) => line.startsWith('gcloud storage buckets'))
      .join('\n');
    for (const guard of [
      ...['--uniform-bucket-level-access', '--public-access-prevention', '--soft-delete-duration=7d', '--versioning'],
      ...['--location=us-central1', '--update-labels=group=sunrise,stage=prod'],
    ])
      expect(bucket).toContain(guard);
    expect(lines({ stateBucket: null }).join('\n')).not.toContain('buckets');
  });
});

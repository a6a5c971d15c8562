import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Testing } from 'cdktf';
import { ENVIRONMENTS } from '../../environments';
import { cloudProjectSchema } from '../../model/cloud-project';
import { everyOptionEnvironment } from '../../test/every-option-environment';
import { SynthesizedStack } from '../../test/synthesized-stack';
import { synthesize } from '../synthesize';

describe('what synth says of the project that an environment expects', () => {
  const app = new App({ outdir: Testing.app().outdir });
  ENVIRONMENTS['sunrise-prod']?.(app);
  synthesize(app);
  const read = (file: string) => readFileSync(join(app.outdir, file), 'utf8');
  const project = cloudProjectSchema.parse(JSON.parse(read('projects/sunrise-prod.json')));
  const stack = (concern: string) => {
    const name = `sunrise-prod-${concern}`;
    return new SynthesizedStack(name, read(`stacks/${name}/cdk.tf.json`));
  };
  const values = (concern: string, type: string, argument: string) =>
    stack(concern)
      .resources(type)
      .map(({ attributes }) => attributes[argument])
      .sort();

  it('names the APIs, keys and members that the foundation has', () => {
    expect([...project.services].sort()).toEqual(values('foundation', 'google_project_service', 'service'));
    expect(project.keys.map(({ role }) => role).sort()).toEqual(values('foundation', 'google_kms_crypto_key', 'name'));
    const members = new Set(values('foundation', 'google_kms_crypto_key_iam_member', 'member'));
    const agents = [...project.serviceAgents.map(({ address }) => address), project.loggingAccount];
    expect(agents.filter((address) => !members.has(`serviceAccount:${address}`))).toEqual([]);
    expect(new Set(project.keys.flatMap((key) => key.members))).toEqual(
      new Set(agents.map((address) => `serviceAccount:${address}`)),
    );
  });

  it('names the state bucket that the stacks are in, and the Airflow environment', () => {
    const { terraform } = JSON.parse(read('stacks/sunrise-prod-network/cdk.tf.json'));
    expect(terraform.backend.gcs.bucket).toBe(project.stateBucket);
    expect(project.composer).toBe(
      `projects/sunrise-rcm-prod/locations/us-central1/environments/${values('composer', 'google_composer_environment', 'name')[0]}`,
    );
  });
});

it('says what the owners of an existing key ring and network are asked for, and nothing where there are none', () => {
  const app = new App({ outdir: Testing.app().outdir });
  ENVIRONMENTS['sunrise-prod']?.(app);
  everyOptionEnvironment(app);
  synthesize(app);
  const needed = (environment: string) =>
    cloudProjectSchema.parse(JSON.parse(readFileSync(join(app.outdir, `projects/${environment}.json`), 'utf8')))
      .neededGrants;
  expect(needed('sunrise-prod')).toEqual([]);
  expect(new Set(needed('sunrise-test').map(({ project }) => project))).toEqual(
    new Set(['sunrise-keys', 'sunrise-shared-vpc']),
  );
});

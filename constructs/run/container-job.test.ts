import { KEY, PLACEMENT } from '../../test/placed-resources';
import { synthesizeConstruct } from '../../test/synthesized-stack';
import { ContainerJob } from './container-job';
import { CONTAINER_JOB_DEFAULTS, type ContainerJobProps, NO_IMAGE_YET } from './container-job-props';

const synthesize = (optional: Partial<ContainerJobProps> = {}) =>
  synthesizeConstruct(
    (stack) =>
      new ContainerJob(stack, 'extract', {
        jobName: 'sunrise-dev-extract',
        region: 'us-central1',
        image: 'registry/rcm:1',
        identity: { email: 'rcm-extract@p.iam.gserviceaccount.com' },
        encryptionKey: KEY,
        placement: PLACEMENT,
        environment: { RCM_ENV: 'sunrise-dev' },
        protection: 'protected',
        ...optional,
      }),
  ).only('google_cloud_run_v2_job') as { template: { template: Record<string, unknown> } };

it('runs as its own account, encrypted, with all traffic through the private network', () => {
  expect(synthesize().template.template).toMatchObject({
    service_account: 'rcm-extract@p.iam.gserviceaccount.com',
    encryption_key: KEY.name,
    vpc_access: { egress: 'ALL_TRAFFIC', network_interfaces: [PLACEMENT] },
  });
});

it('never retries by itself', () => {
  expect(synthesize().template.template['max_retries']).toBe(0);
});

it('has the documented size and time, unless given others', () => {
  const { cpu, memory, timeoutSeconds } = CONTAINER_JOB_DEFAULTS;
  expect(synthesize().template.template).toMatchObject({
    timeout: `${timeoutSeconds}s`,
    containers: [{ resources: { limits: { cpu, memory } } }],
  });
  expect(synthesize({ cpu: '4', memory: '8Gi', timeoutSeconds: 60 }).template.template).toMatchObject({
    timeout: '60s',
    containers: [{ resources: { limits: { cpu: '4', memory: '8Gi' } } }],
  });
});

it('can be made before there is an image; then nothing that it starts can succeed', () => {
  const job = synthesizeConstruct(
    (stack) =>
      new ContainerJob(stack, 'extract', {
        jobName: 'sunrise-dev-extract',
        region: 'us-central1',
        identity: { email: 'rcm-extract@p.iam.gserviceaccount.com' },
        encryptionKey: KEY,
        placement: PLACEMENT,
        environment: {},
        protection: 'protected',
      }),
  ).only('google_cloud_run_v2_job') as { template: { template: { containers: unknown[] } } };
  // No shell: a program that is not there fails in any image, and its name is in the message.
  expect(job.template.template.containers).toMatchObject([
    { image: NO_IMAGE_YET.image, command: ['/no-image-yet/push-the-image-and-set-imageTag'] },
  ]);
  const [container] = synthesize().template.template['containers'] as Record<string, unknown>[];
  expect(container).toMatchObject({ image: 'registry/rcm:1' });
  expect(container).not.toHaveProperty('command');
});

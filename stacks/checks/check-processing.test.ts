import { App, Testing } from 'cdktf';
import { NO_IMAGE_YET } from '../../constructs/run/container-job-props';
import MINIMAL_ENVIRONMENT from '../../test/minimal-environment.json';
import { SynthesizedStack } from '../../test/synthesized-stack';
import { RcmEnvironment } from '../environment';
import { ProcessingStack } from '../processing';
import { Delivery } from '../props/delivery-props';
import type { RcmEnvironmentProps } from '../props/environment-props';
import { processingProblems } from './check-processing';

const PROPS: RcmEnvironmentProps = MINIMAL_ENVIRONMENT;
const codes = (more: Partial<RcmEnvironmentProps>) =>
  processingProblems('dev', { ...PROPS, ...more }).map(({ code }) => code);

it('wants a tag where an image is delivered, and one that can stay what it is', () => {
  const delivery = Delivery.cloudBuild({ connection: 'github', repository: 'sunrise/rcm-platform' });
  expect(codes({})).toEqual([]);
  expect(codes({ delivery })).toEqual(['IMAGE_TAG_MISSING']);
  expect(codes({ delivery, imageTag: '1.4.0' })).toEqual([]);
  expect(codes({ imageTag: 'latest' })).toEqual(['IMAGE_TAG_INVALID']);
  expect(codes({ imageTag: 'v1/4' })).toEqual(['IMAGE_TAG_INVALID']);
});

it('wants sizes that the stage can have: production is in two zones', () => {
  const airflow = { workloads: { scheduler: { count: 1 } } };
  expect(codes({ airflow })).toEqual([]);
  expect(processingProblems('prod', { ...PROPS, airflow })).toMatchObject([
    { code: 'AIRFLOW_SIZE_REFUSED', path: 'airflow.workloads.scheduler.count' },
  ]);
});

it('deploys an environment before there is an image, with jobs that cannot succeed', () => {
  const images = (imageTag?: string) => {
    const environment = new RcmEnvironment(new App({ outdir: Testing.app().outdir }), 'sunrise-dev', {
      ...PROPS,
      ...(imageTag === undefined ? {} : { imageTag }),
    });
    const stack = environment.node.children.find((child) => child instanceof ProcessingStack) as ProcessingStack;
    return new SynthesizedStack(stack.node.id, Testing.synth(stack, true))
      .resources('google_cloud_run_v2_job')
      .flatMap(({ attributes }) => (attributes as unknown as Job).template.template.containers)
      .map(({ image, command }) => ({ image, command }));
  };
  expect(images()).toEqual(Array(4).fill({ image: NO_IMAGE_YET.image, command: [...NO_IMAGE_YET.command] }));
  const ours = 'us-central1-docker.pkg.dev/sunrise-rcm-dev/sunrise-dev-containers/rcm:1.4.0';
  expect(images('1.4.0')).toEqual(Array(4).fill({ image: ours, command: undefined }));
});

interface Job {
  readonly template: { readonly template: { readonly containers: readonly { image: string; command?: string[] }[] } };
}

import { itJudges } from '../../../test/rule-cases';
import { containerImageRegistry } from './container-image-registry';

const job = (image: string) => ({ template: { template: { containers: [{ image }] } } });
const commanded = (image: string, ...command: string[]) => ({
  template: { template: { containers: [{ image, command }] } },
});
const IMAGE = 'template.template.containers.image';

itJudges(containerImageRegistry, {
  reports: {
    'google_cloud_run_v2_job.hub': [job('docker.io/library/node:20'), IMAGE],
    'google_cloud_run_v2_job.short': [job('node'), IMAGE],
    'google_cloud_run_v2_job.sample': [job('us-docker.pkg.dev/cloudrun/container/job'), IMAGE],
    'google_cloud_run_v2_job.started': [commanded('us-docker.pkg.dev/cloudrun/container/job', '/bin/sh'), IMAGE],
    'google_cloud_run_v2_job.foreign': [commanded('us-docker.pkg.dev/q/r/rcm:1', '/no-image-yet/'), IMAGE],
    'google_cloud_run_v2_job.other': [job('us-central1-docker.pkg.dev/q/r/rcm:1'), IMAGE],
    'google_cloud_run_v2_service.old': [
      { template: [{ containers: { image: 'gcr.io/p/x' } }] },
      'template.containers.image',
    ],
  },
  accepts: {
    'google_cloud_run_v2_job.own': { ...job('us-central1-docker.pkg.dev/p/r/rcm:1'), labels: { a: 'b' } },
    'google_cloud_run_v2_job.beforeTheFirstImage': commanded(
      'us-docker.pkg.dev/cloudrun/container/job',
      '/no-image-yet/push-the-image',
    ),
    'google_cloud_run_v2_job.tag': job('us-central1-docker.pkg.dev/p/r/rcm:${var.tag}'),
    'google_cloud_run_v2_job.digest': job('us-central1-docker.pkg.dev/p/r/rcm@sha256:0123'),
  },
  ignores: { 'google_cloud_run_v2_job.dev': { ...job('node'), labels: { stage: 'dev' } } },
  unknown: { 'google_cloud_run_v2_job.variable': job('${var.image}') },
});

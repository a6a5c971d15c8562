import { itJudges } from '../../../test/rule-cases';
import { serviceInside } from './service-inside';

const INTERNAL = { ingress: 'INGRESS_TRAFFIC_INTERNAL_ONLY' };

itJudges(serviceInside, {
  reports: {
    'google_cloud_run_v2_service.silent': [{ name: 's' }, 'ingress'],
    'google_cloud_run_v2_service.all': [{ ingress: 'INGRESS_TRAFFIC_ALL' }, 'ingress'],
    'google_cloud_run_v2_service.anybody': [{ ...INTERNAL, invoker_iam_disabled: true }, 'invoker_iam_disabled'],
  },
  accepts: {
    'google_cloud_run_v2_service.internal': { ...INTERNAL, labels: { a: 'b' } },
    'google_cloud_run_v2_service.balancer': { ingress: 'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER' },
  },
  ignores: { 'google_cloud_run_v2_job.j': {} },
  unknown: { 'google_cloud_run_v2_service.variable': { ingress: '${var.ingress}' } },
});

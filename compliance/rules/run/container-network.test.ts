import { itJudges } from '../../../test/rule-cases';
import { containerNetwork } from './container-network';

const INTERFACES = { network_interfaces: [{ subnetwork: 's' }] };
const job = (vpc_access: object) => ({ template: { template: { vpc_access: { ...vpc_access } } } });
const EGRESS = 'template.template.vpc_access.egress';

itJudges(containerNetwork, {
  reports: {
    'google_cloud_run_v2_job.silent': [{ template: {} }, 'template.template.vpc_access.network_interfaces', EGRESS],
    'google_cloud_run_v2_job.private_only': [job({ ...INTERFACES, egress: 'PRIVATE_RANGES_ONLY' }), EGRESS],
    'google_cloud_run_v2_job.default': [job(INTERFACES), EGRESS],
    'google_cloud_run_v2_job.nowhere': [
      job({ egress: 'ALL_TRAFFIC' }),
      'template.template.vpc_access.network_interfaces',
    ],
    'google_cloud_run_v2_service.default': [{ template: [{ vpc_access: [INTERFACES] }] }, 'template.vpc_access.egress'],
  },
  accepts: {
    'google_cloud_run_v2_job.all': { ...job({ ...INTERFACES, egress: 'ALL_TRAFFIC' }), labels: { a: 'b' } },
    'google_cloud_run_v2_service.connector': {
      template: [{ vpc_access: [{ connector: '${google_vpc_access_connector.c.id}', egress: 'ALL_TRAFFIC' }] }],
    },
  },
  ignores: { 'google_storage_bucket.b': {} },
  unknown: { 'google_cloud_run_v2_job.variable': job({ ...INTERFACES, egress: '${var.egress}' }) },
});

import { itJudges } from '../../../test/rule-cases';
import { containerDeletionProtection } from './container-deletion-protection';

itJudges(containerDeletionProtection, {
  reports: {
    'google_cloud_run_v2_job.off': [{ deletion_protection: false }, 'deletion_protection'],
    'google_cloud_run_v2_service.off': [{ deletion_protection: 'false' }, 'deletion_protection'],
  },
  accepts: {
    'google_cloud_run_v2_job.on': { deletion_protection: true, labels: { a: 'b' } },
    'google_cloud_run_v2_job.default': { name: 'j' },
  },
  ignores: { 'google_cloud_run_v2_job.dev': { deletion_protection: false, labels: { stage: 'dev' } } },
  unknown: { 'google_cloud_run_v2_job.variable': { deletion_protection: '${var.on}' } },
});

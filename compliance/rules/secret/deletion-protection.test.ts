import { itJudges, OfType } from '../../../test/rule-cases';
import { secretDeletionProtection } from './deletion-protection';

itJudges(secretDeletionProtection, {
  type: 'google_secret_manager_secret',
  reports: {
    'the default': [{}, 'deletion_protection'],
    'a secret of one region that is not protected': [
      new OfType('google_secret_manager_regional_secret', { deletion_protection: false }),
      'deletion_protection',
    ],
  },
  accepts: {
    'protection of the provider': { deletion_protection: true, labels: { a: 'b' } },
    'protection of Terraform': { lifecycle: { prevent_destroy: true } },
  },
  ignores: {
    'a stage before production': { labels: { stage: 'dev' } },
    'another type': new OfType('google_secret_manager_secret_version', {}),
  },
  unknown: { 'a computed value': { deletion_protection: '${var.protect}' } },
});

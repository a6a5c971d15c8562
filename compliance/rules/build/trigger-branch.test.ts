import { itJudges } from '../../../test/rule-cases';
import { triggerBranch } from './trigger-branch';

const push = (branch: string) => ({ repository_event_config: { push: { branch } } });
const BRANCH = 'repository_event_config.push.branch';

itJudges(triggerBranch, {
  reports: {
    'google_cloudbuild_trigger.any': [push('.*'), BRANCH],
    'google_cloudbuild_trigger.anchored_any': [push('^.*$'), BRANCH],
    'google_cloudbuild_trigger.loose': [push('main'), BRANCH],
    'google_cloudbuild_trigger.prefix': [{ github: [{ push: [{ branch: '^release/.*$' }] }] }, 'github.push.branch'],
    'google_cloudbuild_trigger.old': [{ trigger_template: { branch_name: 'main' } }, 'trigger_template.branch_name'],
  },
  accepts: {
    'google_cloudbuild_trigger.main': { ...push('^main$'), description: 'new' },
    'google_cloudbuild_trigger.two': push('^(main|release)$'),
    'google_cloudbuild_trigger.version': push('^release-\\d+$'),
  },
  ignores: { 'google_cloudbuild_trigger.manual': { source_to_build: { ref: 'refs/heads/main' } } },
  unknown: { 'google_cloudbuild_trigger.variable': push('${var.branch}') },
});

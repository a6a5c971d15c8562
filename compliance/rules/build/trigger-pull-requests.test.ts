import { itJudges } from '../../../test/rule-cases';
import { triggerPullRequests } from './trigger-pull-requests';

const pull = (change: object) => ({ repository_event_config: { pull_request: { branch: '^main$', ...change } } });

itJudges(triggerPullRequests, {
  reports: {
    'google_cloudbuild_trigger.silent': [pull({}), 'repository_event_config.pull_request.comment_control'],
    'google_cloudbuild_trigger.off': [
      { github: [{ pull_request: [{ comment_control: 'COMMENTS_DISABLED' }] }] },
      'github.pull_request.comment_control',
    ],
  },
  accepts: {
    'google_cloudbuild_trigger.on': { ...pull({ comment_control: 'COMMENTS_ENABLED' }), description: 'new' },
    'google_cloudbuild_trigger.strangers': pull({ comment_control: 'COMMENTS_ENABLED_FOR_EXTERNAL_CONTRIBUTORS_ONLY' }),
  },
  ignores: { 'google_cloudbuild_trigger.push': { repository_event_config: { push: { branch: '^main$' } } } },
  unknown: { 'google_cloudbuild_trigger.variable': pull({ comment_control: '${var.control}' }) },
});

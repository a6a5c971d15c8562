import { itJudges } from '../../../test/rule-cases';
import { environmentSnapshots } from './environment-snapshots';

const ON = { enabled: true, snapshot_location: 'gs://b/snapshots', snapshot_creation_schedule: '0 3 * * *' };
const snapshots = (config: object) => ({ config: { recovery_config: { scheduled_snapshots_config: { ...config } } } });
const PATH = 'config.recovery_config.scheduled_snapshots_config';

itJudges(environmentSnapshots, {
  reports: {
    'google_composer_environment.silent': [{ config: {} }, `${PATH}.enabled`],
    'google_composer_environment.off': [snapshots({ ...ON, enabled: false }), `${PATH}.enabled`],
    'google_composer_environment.nowhere': [snapshots({ ...ON, snapshot_location: '' }), `${PATH}.snapshot_location`],
    'google_composer_environment.never': [
      snapshots({ enabled: true, snapshot_location: 'gs://b' }),
      `${PATH}.snapshot_creation_schedule`,
    ],
  },
  accepts: {
    'google_composer_environment.on': snapshots(ON),
    'google_composer_environment.list': {
      config: [{ recovery_config: [{ scheduled_snapshots_config: [{ ...ON, time_zone: 'UTC' }] }] }],
      labels: { a: 'b' },
    },
  },
  ignores: { 'google_composer_environment.dev': { labels: { stage: 'dev' } } },
  unknown: { 'google_composer_environment.variable': snapshots({ ...ON, enabled: '${var.on}' }) },
});

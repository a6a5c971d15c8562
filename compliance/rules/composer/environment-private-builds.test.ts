import { itJudges } from '../../../test/rule-cases';
import { environmentPrivateBuilds } from './environment-private-builds';

const BUILDS = 'config.enable_private_builds_only';

itJudges(environmentPrivateBuilds, {
  reports: {
    'google_composer_environment.silent': [{ config: {} }, BUILDS],
    'google_composer_environment.off': [{ config: [{ enable_private_builds_only: false }] }, BUILDS],
  },
  accepts: {
    'google_composer_environment.on': { config: { enable_private_builds_only: true }, labels: { a: 'b' } },
    'google_composer_environment.list': { config: [{ enable_private_builds_only: 'true' }] },
  },
  ignores: {
    'google_composer_environment.two': {
      config: { software_config: { image_version: 'composer-2.9.7-airflow-2.9.3' } },
    },
  },
  unknown: { 'google_composer_environment.variable': { config: { enable_private_builds_only: '${var.on}' } } },
});

import { itJudges } from '../../../test/rule-cases';
import { environmentDataRetention } from './environment-data-retention';

const keep = (retention_mode: string, retention_days = 60) => ({
  config: { data_retention_config: { airflow_metadata_retention_config: { retention_mode, retention_days } } },
});
const PATH = 'config.data_retention_config.airflow_metadata_retention_config';

itJudges(environmentDataRetention, {
  reports: {
    'google_composer_environment.silent': [{ config: {} }, `${PATH}.retention_mode`],
    'google_composer_environment.off': [keep('RETENTION_MODE_DISABLED'), `${PATH}.retention_mode`],
    'google_composer_environment.long': [keep('RETENTION_MODE_ENABLED', 3650), `${PATH}.retention_days`],
  },
  accepts: {
    'google_composer_environment.on': { ...keep('RETENTION_MODE_ENABLED'), labels: { a: 'b' } },
    'google_composer_environment.shorter': keep('RETENTION_MODE_ENABLED', 30),
  },
  ignores: {
    'google_composer_environment.two': {
      config: { software_config: { image_version: 'composer-2.9.7-airflow-2.9.3' } },
    },
  },
  unknown: { 'google_composer_environment.variable': keep('${var.mode}') },
});

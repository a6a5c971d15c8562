import { itJudges } from '../../../test/rule-cases';
import { environmentVersion } from './environment-version';

const image = (image_version: string) => ({ config: { software_config: { image_version } } });
const VERSION = 'config.software_config.image_version';

itJudges(environmentVersion, {
  reports: {
    'google_composer_environment.silent': [{ config: {} }, VERSION],
    'google_composer_environment.one': [image('composer-1.20.12-airflow-1.10.15'), VERSION],
    'google_composer_environment.old': [image('composer-2.0.1-airflow-2.1.4'), VERSION],
  },
  accepts: {
    'google_composer_environment.three': { ...image('composer-3-airflow-2.11.1'), labels: { a: 'b' } },
    'google_composer_environment.two': {
      config: [{ software_config: [{ image_version: 'composer-2.9.7-airflow-2.9.3' }] }],
    },
    'google_composer_environment.major': image('composer-3-airflow-2'),
    'google_composer_environment.next': image('composer-3-airflow-3.0.1-build.2'),
  },
  ignores: { 'google_storage_bucket.b': {} },
  unknown: { 'google_composer_environment.variable': image('${var.version}') },
});

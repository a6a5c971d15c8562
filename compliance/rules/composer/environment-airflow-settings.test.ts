import { itJudges } from '../../../test/rule-cases';
import { environmentAirflowSettings } from './environment-airflow-settings';

const HIDDEN = { 'webserver-expose_config': 'False' };
const settings = (airflow_config_overrides: object, rest = {}) => ({
  config: { software_config: { airflow_config_overrides: { ...airflow_config_overrides }, ...rest } },
});
const OVERRIDES = 'config.software_config.airflow_config_overrides';

itJudges(environmentAirflowSettings, {
  reports: {
    'google_composer_environment.silent': [{ config: {} }, OVERRIDES],
    'google_composer_environment.shown': [settings({ 'webserver-expose_config': 'True' }), OVERRIDES],
    'google_composer_environment.open': [
      settings({ ...HIDDEN, 'api-auth_backends': 'airflow.api.auth.backend.default' }),
      OVERRIDES,
    ],
    'google_composer_environment.programs': [settings({ ...HIDDEN, 'core-enable_xcom_pickling': 'True' }), OVERRIDES],
    'google_composer_environment.password': [settings({ ...HIDDEN, 'smtp-smtp_password': 'x' }), OVERRIDES],
    'google_composer_environment.variable': [
      settings(HIDDEN, { env_variables: { DB_PASSWORD: 'x' } }),
      'config.software_config.env_variables',
    ],
  },
  accepts: {
    'google_composer_environment.hidden': settings({ ...HIDDEN, 'core-dags_are_paused_at_creation': 'False' }),
    'google_composer_environment.part': settings({ 'webserver-expose_config': 'non-sensitive-only' }),
    'google_composer_environment.named': settings(HIDDEN, { env_variables: { RCM_ENV: 'prod' } }),
  },
  ignores: { 'google_storage_bucket.b': {} },
  unknown: {
    'google_composer_environment.all': { config: { software_config: { airflow_config_overrides: '${var.settings}' } } },
    'google_composer_environment.one': settings({ 'webserver-expose_config': '${var.shown}' }),
  },
});

import { itJudges } from '../../../test/rule-cases';
import { environmentPlugins } from './environment-plugins';

const mode = (web_server_plugins_mode: string) => ({ config: { software_config: { web_server_plugins_mode } } });
const MODE = 'config.software_config.web_server_plugins_mode';

itJudges(environmentPlugins, {
  reports: {
    'google_composer_environment.silent': [{ config: {} }, MODE],
    'google_composer_environment.on': [mode('ENABLED'), MODE],
  },
  accepts: {
    'google_composer_environment.off': { ...mode('DISABLED'), labels: { a: 'b' } },
    'google_composer_environment.list': { config: [{ software_config: [{ web_server_plugins_mode: 'DISABLED' }] }] },
  },
  ignores: {
    'google_composer_environment.two': {
      config: { software_config: { image_version: 'composer-2.9.7-airflow-2.9.3' } },
    },
  },
  unknown: { 'google_composer_environment.variable': mode('${var.mode}') },
});

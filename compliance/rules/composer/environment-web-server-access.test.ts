import { itJudges } from '../../../test/rule-cases';
import { environmentWebServerAccess } from './environment-web-server-access';

const ranges = (...values: string[]) => ({
  config: { web_server_network_access_control: { allowed_ip_range: values.map((value) => ({ value })) } },
});
const RANGE = 'config.web_server_network_access_control.allowed_ip_range';

itJudges(environmentWebServerAccess, {
  reports: {
    'google_composer_environment.silent': [{ name: 'a' }, RANGE],
    'google_composer_environment.none': [ranges(), RANGE],
    'google_composer_environment.all': [ranges('0.0.0.0/0'), `${RANGE}.value`],
    'google_composer_environment.six': [ranges('10.0.0.0/8', '::0/0'), `${RANGE}.value`],
    'google_composer_environment.wide': [ranges('34.0.0.0/8'), `${RANGE}.value`],
  },
  accepts: {
    'google_composer_environment.own': { ...ranges('10.64.0.0/20'), labels: { a: 'b' } },
    'google_composer_environment.office': ranges('203.0.113.0/24'),
  },
  ignores: { 'google_storage_bucket.b': {} },
  unknown: { 'google_composer_environment.variable': ranges('${var.range}') },
});

import { itJudges, OfType } from '../../../test/rule-cases';
import { noClientKeyInState } from './no-client-key-in-state';

itJudges(noClientKeyInState, {
  type: 'google_sql_ssl_cert',
  reports: { 'a certificate': [{ common_name: 'client', instance: '${var.instance}' }, 'common_name'] },
  accepts: {},
  ignores: { 'another type': new OfType('google_sql_user', {}) },
  unknown: {},
});

import { itJudges, OfType } from '../../../test/rule-cases';
import { instanceGoogleServicesPath } from './instance-google-services-path';

const at = 'settings.ip_configuration.enable_private_path_for_google_cloud_services';
const path = (value: boolean | string) => ({
  settings: [{ ip_configuration: [{ enable_private_path_for_google_cloud_services: value }] }],
});

itJudges(instanceGoogleServicesPath, {
  type: 'google_sql_database_instance',
  reports: { 'a path': [path(true), at], 'a path as text': [path('true'), at] },
  accepts: { none: path(false), 'the default, with labels': { settings: { user_labels: { a: 'b' } } } },
  ignores: { 'another type': new OfType('google_sql_user', {}) },
  unknown: { 'a computed value': path('${var.path}') },
});

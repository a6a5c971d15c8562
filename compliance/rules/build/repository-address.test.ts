import { itJudges } from '../../../test/rule-cases';
import { repositoryAddress } from './repository-address';

itJudges(repositoryAddress, {
  reports: {
    'google_cloudbuildv2_repository.plain': [{ remote_uri: 'http://github.com/a/b.git' }, 'remote_uri'],
    'google_cloudbuildv2_repository.sign_in': [{ remote_uri: 'https://u:p@github.com/a/b.git' }, 'remote_uri'],
    'google_cloudbuildv2_repository.none': [{ name: 'r' }, 'remote_uri'],
    'google_cloudbuildv2_connection.plain': [
      { github_enterprise_config: [{ host_uri: 'http://git.example' }] },
      'github_enterprise_config.host_uri',
    ],
  },
  accepts: {
    'google_cloudbuildv2_repository.tls': { remote_uri: 'https://github.com/a/b.git', annotations: { a: 'b' } },
    'google_cloudbuildv2_connection.tls': { github_enterprise_config: { host_uri: 'https://git.example' } },
  },
  ignores: { 'google_cloudbuildv2_connection.github': { github_config: { app_installation_id: 1 } } },
  unknown: { 'google_cloudbuildv2_repository.variable': { remote_uri: '${var.address}' } },
});

import type { ResourceRule } from '../../verdicts/rule';

export const noClientKeyInState: ResourceRule = {
  id: 'sql-no-client-key-in-state',
  title: 'Terraform makes no client certificate of a database',
  severity: 'medium',
  controls: ['164.308(a)(5)(ii)(D)', '164.312(d)'],
  why: 'The private key of google_sql_ssl_cert stands in the state in clear text, for everybody who reads the state.',
  fix: 'Use a Cloud SQL connector, which makes a certificate for an hour, or make the certificate where it is used.',
  resourceTypes: ['google_sql_ssl_cert'],
  check: () => [{ attribute: 'common_name', message: 'the private key of the certificate is kept in the state' }],
};

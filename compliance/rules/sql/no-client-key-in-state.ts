import type { ResourceRule } from '../../verdicts/rule';

export const noClientKeyInState: ResourceRule = {
  id: 'sql-no-client-key-in-state',
  title: 'Terraform creates no client certificate of a database',
  severity: 'medium',
  controls: ['164.308(a)(5)(ii)(D)', '164.312(d)'],
  why: 'The private key of google_sql_ssl_cert is in the state in clear text, for every reader of the state.',
  fix: 'Use a Cloud SQL connector, which creates a certificate for an hour, or create the certificate where it is used.',
  resourceTypes: ['google_sql_ssl_cert'],
  check: () => [{ attribute: 'common_name', message: 'the private key of the certificate is kept in the state' }],
};

import type { RcmEnvironmentProps } from './environment-props';

/**
 * APIs that an environment uses: an allow-list. Google's agreement for protected health information (BAA) covers named products; one
 * that is not on Google's list (https://cloud.google.com/security/compliance/hipaa) must not be added here.
 */
export const GOOGLE_SERVICES = [
  'artifactregistry',
  'bigquery',
  'bigquerydatapolicy',
  'cloudbuild',
  'cloudkms',
  'cloudresourcemanager',
  'composer',
  'compute',
  'datacatalog',
  'dataproc',
  'dns',
  'essentialcontacts',
  'iam',
  'iamcredentials',
  'logging',
  'monitoring',
  'privilegedaccessmanager',
  'run',
  'secretmanager',
  'servicenetworking',
  'serviceusage',
  'sqladmin',
  'storage',
] as const;

/** What is enabled: the list, and what a choice of the environment takes. A budget is about money; no data goes there. */
export function enabledServices(props: Pick<RcmEnvironmentProps, 'budget'>): readonly string[] {
  return [...GOOGLE_SERVICES, ...(props.budget ? ['billingbudgets'] : [])];
}

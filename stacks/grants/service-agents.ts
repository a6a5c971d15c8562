import type { KeyRole } from '../../model/names';
import type { GOOGLE_SERVICES } from '../settings/google-services';

/** What a service agent needs on the key of its service. */
export const KEY_ENCRYPTER = 'roles/cloudkms.cryptoKeyEncrypterDecrypter';

/** One of Google's own service accounts, and the API that it comes with: one that the environment enables, or it does not compile. */
interface ServiceAgent {
  readonly service: (typeof GOOGLE_SERVICES)[number];
  /** `N` is the project's number. */
  readonly address: string;
}

const STORAGE: ServiceAgent = { service: 'storage', address: 'service-N@gs-project-accounts.iam.gserviceaccount.com' };

/** Who uses a key on a service's behalf. */
export const SERVICE_AGENTS: Readonly<Record<Exclude<KeyRole, 'logging'>, readonly ServiceAgent[]>> = {
  storage: [STORAGE],
  bigquery: [{ service: 'bigquery', address: 'bq-N@bigquery-encryption.iam.gserviceaccount.com' }],
  sql: [{ service: 'sqladmin', address: 'service-N@gcp-sa-cloud-sql.iam.gserviceaccount.com' }],
  secrets: [{ service: 'secretmanager', address: 'service-N@gcp-sa-secretmanager.iam.gserviceaccount.com' }],
  containers: [
    { service: 'artifactregistry', address: 'service-N@gcp-sa-artifactregistry.iam.gserviceaccount.com' },
    { service: 'run', address: 'service-N@serverless-robot-prod.iam.gserviceaccount.com' },
  ],
  // Composer 3 runs in Google's own project: unlike its earlier generations it asks for no agent of Kubernetes Engine, Compute
  // Engine, Pub/Sub or Artifact Registry. Storage's, because the environment's bucket has the same key.
  // https://cloud.google.com/composer/docs/composer-3/configure-cmek-encryption
  composer: [{ service: 'composer', address: 'service-N@cloudcomposer-accounts.iam.gserviceaccount.com' }, STORAGE],
  dataproc: [
    { service: 'dataproc', address: 'service-N@dataproc-accounts.iam.gserviceaccount.com' },
    { service: 'compute', address: 'service-N@compute-system.iam.gserviceaccount.com' },
  ],
};

/** Where a project's Logging account follows the documented form; Google makes others, so it can be given. */
const LOGGING_ACCOUNT = 'cmek-pN@gcp-sa-logging.iam.gserviceaccount.com';

/**
 * Members that encrypt and decrypt with the key of a service.
 * @param loggingKmsAccount account of Cloud Logging, as `gcloud logging settings describe` shows it. @default cmek-p<project number>
 */
export function serviceAgents(key: KeyRole, projectNumber: string, loggingKmsAccount?: string): string[] {
  const addresses =
    key === 'logging' ? [loggingKmsAccount ?? LOGGING_ACCOUNT] : SERVICE_AGENTS[key].map(({ address }) => address);
  return addresses.map((address) => `serviceAccount:${address.replace('N@', `${projectNumber}@`)}`);
}

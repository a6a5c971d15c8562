import type { KeyRole } from '../model/names';

/** Google's own service accounts that use a key on a service's behalf; `N` is the project's number. */
const AGENTS: Readonly<Record<KeyRole, readonly string[]>> = {
  storage: ['service-N@gs-project-accounts.iam.gserviceaccount.com'],
  bigquery: ['bq-N@bigquery-encryption.iam.gserviceaccount.com'],
  sql: ['service-N@gcp-sa-cloud-sql.iam.gserviceaccount.com'],
  secrets: ['service-N@gcp-sa-secretmanager.iam.gserviceaccount.com'],
  containers: [
    'service-N@gcp-sa-artifactregistry.iam.gserviceaccount.com',
    'service-N@serverless-robot-prod.iam.gserviceaccount.com',
  ],
  // Composer's tenant parts are encrypted by the agents of the services it is built of.
  composer: [
    'service-N@cloudcomposer-accounts.iam.gserviceaccount.com',
    'service-N@gcp-sa-artifactregistry.iam.gserviceaccount.com',
    'service-N@container-engine-robot.iam.gserviceaccount.com',
    'service-N@gcp-sa-pubsub.iam.gserviceaccount.com',
    'service-N@compute-system.iam.gserviceaccount.com',
    'service-N@gs-project-accounts.iam.gserviceaccount.com',
  ],
  dataproc: ['service-N@dataproc-accounts.iam.gserviceaccount.com', 'service-N@compute-system.iam.gserviceaccount.com'],
  logging: ['service-N@gcp-sa-logging.iam.gserviceaccount.com'],
};

/** Members that encrypt and decrypt with the key of a service. */
export function serviceAgents(key: KeyRole, projectNumber: string): string[] {
  return AGENTS[key].map((address) => `serviceAccount:${address.replace('N', projectNumber)}`);
}

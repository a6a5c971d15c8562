import { isEncryptingService } from './encrypting-service';

it.each([
  'serviceAccount:service-1@gs-project-accounts.iam.gserviceaccount.com',
  'serviceAccount:bq-1@bigquery-encryption.iam.gserviceaccount.com',
  'serviceAccount:service-1@gcp-sa-cloud-sql.iam.gserviceaccount.com',
  'serviceAccount:service-1@serverless-robot-prod.iam.gserviceaccount.com',
  'serviceAccount:service-1@container-engine-robot.iam.gserviceaccount.com',
  'serviceAccount:service-1@cloudcomposer-accounts.iam.gserviceaccount.com',
  'serviceAccount:service-1@compute-system.iam.gserviceaccount.com',
  'serviceAccount:${google_project_service_identity.sql.email}',
  'serviceAccount:${data.google_storage_project_service_account.gcs.email_address}',
])('%s is a service that encrypts', (principal) => expect(isEncryptingService(principal)).toBe(true));

it.each([
  'serviceAccount:rcm-load@sunrise-rcm-prod.iam.gserviceaccount.com',
  'serviceAccount:1-compute@developer.gserviceaccount.com',
  'group:keys@sunrise.example',
  'user:service-1@gs-project-accounts.iam.gserviceaccount.com',
])('%s is not a service that encrypts', (principal) => expect(isEncryptingService(principal)).toBe(false));

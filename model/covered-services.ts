/** What decides whether an environment may enable a Google API. */
export interface GoogleService {
  /**
   * The product's name in Google's list of products under its agreement for protected health information (BAA),
   * https://cloud.google.com/security/compliance/hipaa, or why no such information reaches the API.
   */
  readonly covered: string;
  /** Whether a service perimeter can restrict it: https://cloud.google.com/vpc-service-controls/docs/supported-products */
  readonly perimeter: boolean;
}

const product = (covered: string): GoogleService => ({ covered, perimeter: true });
const outsidePerimeters = (covered: string): GoogleService => ({ covered, perimeter: false });

/**
 * The allow-list: APIs that an environment may enable, without `.googleapis.com`. Add an API only if its product is on Google's list.
 * Google changes the list; compare both whenever you read the agreement.
 */
export const COVERED_SERVICES = {
  accesscontextmanager: outsidePerimeters('Access Context Manager'),
  aiplatform: product('Vertex AI'),
  artifactregistry: product('Artifact Registry'),
  bigquery: product('BigQuery'),
  bigqueryconnection: outsidePerimeters('BigQuery'),
  bigquerydatapolicy: product('BigQuery'),
  bigquerydatatransfer: product('BigQuery Data Transfer Service'),
  bigqueryreservation: outsidePerimeters('BigQuery'),
  bigquerystorage: outsidePerimeters('BigQuery'),
  billingbudgets: outsidePerimeters('amounts of money only'),
  cloudasset: product('Cloud Asset Inventory'),
  cloudbuild: product('Cloud Build'),
  cloudkms: product('Cloud Key Management Service'),
  cloudresourcemanager: product('Resource Manager API'),
  cloudscheduler: product('Cloud Scheduler'),
  cloudtasks: product('Cloud Tasks'),
  cloudtrace: product('Cloud Trace'),
  composer: product('Cloud Composer'),
  compute: product('Compute Engine'),
  container: product('Google Kubernetes Engine'),
  datacatalog: product('Data Catalog'),
  dataflow: product('Dataflow'),
  dataform: product('Dataform'),
  dataplex: product('Dataplex'),
  dataproc: product('Dataproc'),
  datastream: product('Datastream'),
  dlp: product('Sensitive Data Protection'),
  dns: product('Cloud DNS'),
  documentai: product('Document AI'),
  essentialcontacts: outsidePerimeters('only addresses that Google notifies'),
  eventarc: product('Eventarc'),
  file: product('Filestore'),
  firestore: product('Firestore'),
  healthcare: product('Cloud Healthcare API'),
  iam: product('Identity and Access Management'),
  iamcredentials: outsidePerimeters('Identity and Access Management'),
  language: product('Cloud Natural Language API'),
  logging: product('Cloud Logging'),
  monitoring: product('Cloud Monitoring'),
  orgpolicy: outsidePerimeters('settings of the project only'),
  privilegedaccessmanager: product('Identity and Access Management'),
  pubsub: product('Pub/Sub'),
  redis: product('Memorystore'),
  run: product('Cloud Run'),
  secretmanager: product('Secret Manager'),
  servicenetworking: product('Virtual Private Cloud'),
  serviceusage: outsidePerimeters('which APIs are enabled only'),
  spanner: product('Spanner'),
  sqladmin: product('Cloud SQL'),
  storage: product('Cloud Storage'),
  storagetransfer: product('Storage Transfer Service'),
  sts: outsidePerimeters('Identity and Access Management'),
  vpcaccess: product('Virtual Private Cloud'),
  workflows: product('Workflows'),
} as const satisfies Readonly<Record<string, GoogleService>>;
export type GoogleServiceName = keyof typeof COVERED_SERVICES;

/** Whether an API is on the allow-list. */
export function isCovered(service: string): service is GoogleServiceName {
  return Object.hasOwn(COVERED_SERVICES, service);
}

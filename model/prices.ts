/** A price that was assumed, in US dollars. */
export interface UnitPrice {
  readonly usd: number;
  readonly unit: string;
  /** What is priced, as Google's price list calls it. */
  readonly what: string;
}

/** The day on which the prices were last looked at. */
export const PRICES_AS_OF = '2026-11-25';
/** List prices of us-central1, without discounts. They are assumptions: https://cloud.google.com/products/calculator has today's. */
export const PRICES = {
  airflowSmall: { usd: 0.35, unit: 'hour', what: 'Cloud Composer 3, infrastructure of a small environment' },
  airflowMedium: { usd: 0.55, unit: 'hour', what: 'Cloud Composer 3, infrastructure of a medium environment' },
  airflowLarge: { usd: 0.8, unit: 'hour', what: 'Cloud Composer 3, infrastructure of a large environment' },
  airflowCpu: { usd: 0.045, unit: 'vCPU hour', what: 'Cloud Composer, processors' },
  airflowMemory: { usd: 0.005, unit: 'GiB hour', what: 'Cloud Composer, memory' },
  sqlCpu: { usd: 0.0413, unit: 'vCPU hour', what: 'Cloud SQL Enterprise, processors; twice with a standby' },
  sqlMemory: { usd: 0.007, unit: 'GiB hour', what: 'Cloud SQL Enterprise, memory; twice with a standby' },
  sqlDisk: { usd: 0.17, unit: 'GiB month', what: 'Cloud SQL, SSD; twice with a standby' },
  sqlBackup: { usd: 0.08, unit: 'GiB month', what: 'Cloud SQL, backups' },
  jobCpu: { usd: 0.000018, unit: 'vCPU second', what: 'Cloud Run jobs, processors' },
  jobMemory: { usd: 0.000002, unit: 'GiB second', what: 'Cloud Run jobs, memory' },
  queries: { usd: 6.25, unit: 'TiB', what: 'BigQuery, bytes read on demand' },
  tables: { usd: 0.02, unit: 'GiB month', what: 'BigQuery, active logical storage' },
  objects: { usd: 0.02, unit: 'GiB month', what: 'Cloud Storage, Standard class, one region' },
  logs: { usd: 0.5, unit: 'GiB', what: 'Cloud Logging, taken in' },
  keptLogs: { usd: 0.01, unit: 'GiB month', what: 'Cloud Logging, kept longer than a month' },
  keyVersion: { usd: 0.06, unit: 'key version month', what: 'Cloud KMS, software keys' },
  secretVersion: { usd: 0.06, unit: 'secret version month', what: 'Secret Manager' },
  alert: { usd: 0.1, unit: 'condition month', what: 'Cloud Monitoring, alert conditions' },
  address: { usd: 0.005, unit: 'hour', what: 'one fixed external address' },
  gateway: { usd: 0.0014, unit: 'hour for each machine', what: 'Cloud NAT' },
  zone: { usd: 0.2, unit: 'zone month', what: 'Cloud DNS, private zones' },
  sparkMachine: { usd: 0.087, unit: 'hour', what: 'Dataproc, a machine with 2 vCPU and 8 GB' },
  images: { usd: 0.1, unit: 'GiB month', what: 'Artifact Registry' },
  builds: { usd: 0.006, unit: 'minute', what: 'Cloud Build, default machine' },
} as const satisfies Readonly<Record<string, UnitPrice>>;
export type PriceName = keyof typeof PRICES;

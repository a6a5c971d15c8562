import type { CloudProject } from '../../model/cloud-project';

/** An invented project, as synth would write it. */
export function sunriseProject(change: Partial<CloudProject> = {}): CloudProject {
  const key = 'projects/sunrise-rcm-prod/locations/us-central1/keyRings/sunrise-prod/cryptoKeys';
  const agent = (address: string) => `service-100000000002@${address}.iam.gserviceaccount.com`;
  const bigquery = 'bq-100000000002@bigquery-encryption.iam.gserviceaccount.com';
  const logging = 'cmek-p100000000002@gcp-sa-logging.iam.gserviceaccount.com';
  return {
    ...{ version: 1, environment: 'sunrise-prod', project: 'sunrise-rcm-prod', projectNumber: '100000000002' },
    region: 'us-central1',
    labels: { group: 'sunrise', stage: 'prod' },
    stateBucket: 'sunrise-rcm-prod-tfstate',
    services: ['bigquery', 'cloudkms', 'compute', 'run', 'storage'].map((name) => `${name}.googleapis.com`),
    serviceAgents: [
      { service: 'storage.googleapis.com', address: agent('gs-project-accounts') },
      { service: 'bigquery.googleapis.com', address: bigquery },
      { service: 'run.googleapis.com', address: agent('serverless-robot-prod') },
      { service: 'compute.googleapis.com', address: agent('compute-system') },
    ],
    loggingAccount: logging,
    keys: [
      { role: 'storage', name: `${key}/storage`, members: [`serviceAccount:${agent('gs-project-accounts')}`] },
      { role: 'bigquery', name: `${key}/bigquery`, members: [`serviceAccount:${bigquery}`] },
    ],
    image: { name: 'us-central1-docker.pkg.dev/sunrise-rcm-prod/sunrise-prod-containers/rcm', tag: '1.2.0' },
    composer: 'projects/sunrise-rcm-prod/locations/us-central1/environments/sunrise-prod-airflow',
    neededGrants: [],
    prerequisites: [
      { kind: 'state bucket', name: 'sunrise-rcm-prod-tfstate' },
      { kind: 'service agent', name: bigquery },
      { kind: 'group', name: 'rcm-engineers@sunrise.example' },
      { kind: 'group', name: 'compliance@sunrise.example' },
      { kind: 'connection', name: 'projects/sunrise-rcm-prod/locations/us-central1/connections/github' },
    ],
    ...change,
  };
}

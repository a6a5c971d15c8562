import type { App } from 'cdktf';
import { Delivery, Emr, Hospital, RcmEnvironment } from '../stacks';

/**
 * An environment that sets every prop there is, so that the checks of what is synthesized also see what the samples leave out:
 * a new option belongs in here.
 */
export function everyOptionEnvironment(target: App): RcmEnvironment {
  const environment = new RcmEnvironment(target, 'sunrise-test', {
    projectId: 'sunrise-rcm-test',
    projectNumber: '100000000003',
    region: 'us-central1',
    groups: {
      engineers: 'engineers@sunrise.example',
      analysts: 'analysts@sunrise.example',
      hospitalAnalysts: 'hospital-analysts@sunrise.example',
      reviewers: 'reviewers@sunrise.example',
      breakGlass: 'break-glass@sunrise.example',
    },
    dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' },
    technicalContact: 'operations@sunrise.example',
    baa: { acceptedOn: '2026-09-01', by: 'compliance@sunrise.example' },
    organizationPolicies: true,
    perimeter: {
      accessPolicy: '123456789',
      projectNumbers: ['100000000008', '100000000009'],
      accessLevels: ['office'],
      deployers: ['group:deployers@sunrise.example'],
      enforce: { reason: 'the dry run refused nothing in two weeks' },
    },
    additionalServices: ['pubsub'],
    encryption: { keyProject: 'sunrise-keys', keyRing: 'rcm', location: 'us-central1' },
    network: {
      projectId: 'sunrise-shared-vpc',
      network: 'hospital-wide',
      subnetwork: 'rcm',
    },
    addresses: { airflow: '10.70.0.0/20' },
    airflowRanges: [{ range: '10.9.0.0/24', description: 'operations' }],
    destroyableData: { reason: 'rehearsal of the deployment' },
    budget: { billingAccount: '000000-000000-000000' },
    overrides: { monthlyBudgetUsd: 900, alertSeverity: 'warning' },
    reasons: { alertSeverity: 'nobody works nights for a rehearsal' },
    delivery: Delivery.cloudBuild({ connection: 'github', repository: 'sunrise/rcm-platform' }),
    // It has no finding to excuse, and an exception that excuses nothing stops synth.
    exceptions: [],
    review: 'warnings',
    imageTag: '9.9.9',
    airflow: {
      workloads: { dagProcessor: { cpu: 2, memoryGb: 8 }, worker: { maxCount: 5 } },
      imageVersion: 'composer-3-airflow-2.11.1-build.7',
      maintenanceStart: '22:00',
    },
    generation: 2,
    references: [],
    owner: 'revenue-office',
    stateBucket: 'states',
  });
  new Hospital(environment, 'hospital-a', {
    emr: Emr.cloudSql({ tier: 'db-custom-4-15360', diskGigabytes: 200, availability: 'regional' }),
    analysts: 'hospital-a-analysts@sunrise.example',
  });
  new Hospital(environment, 'hospital-b', {
    emr: Emr.existingMySql({
      host: 'emr.sunrise.example',
      database: 'b',
      port: 3307,
      user: 'u',
      certificateAuthority: 'private',
    }),
    readers: { transactions: 'spark' },
    analysts: 'hospital-b-analysts@sunrise.example',
  });
  new Hospital(environment, 'hospital-c', {
    exports: {
      departments: { content: 'full' },
      patients: { content: 'full', delimiter: '|', path: '{hospital}/patients_{yyyymmdd}.csv' },
      transactions: { content: 'changes', cadence: 'weekly' },
    },
  });
  return environment;
}

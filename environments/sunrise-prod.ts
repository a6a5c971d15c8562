import type { App } from 'cdktf';
import { ClaimsInbox, Delivery, Emr, Hospital, RcmEnvironment } from '../stacks';

/**
 * Sunrise, production. To add a hospital, add one `new Hospital(…)`; no other stack changes.
 * The environment has its own Google Cloud project, keys and Terraform state (bucket `sunrise-rcm-prod-tfstate`).
 */
export function sunriseProd(app: App): RcmEnvironment {
  const environment = new RcmEnvironment(app, 'sunrise-prod', {
    projectId: 'sunrise-rcm-prod',
    projectNumber: '100000000002',
    region: 'us-central1',
    groups: {
      engineers: 'rcm-engineers@sunrise.example',
      analysts: 'rcm-analysts@sunrise.example',
      reviewers: 'compliance@sunrise.example',
      breakGlass: 'rcm-break-glass@sunrise.example',
    },
    imageTag: '0.1.0',
    dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' },
    securityContact: 'security@sunrise.example',
    baa: { acceptedOn: '2026-09-01', by: 'compliance@sunrise.example' },
    // Irreversible once deployed: archive and audit cannot be deleted for six years.
    lockRetention: true,
    delivery: Delivery.cloudBuild({ connection: 'github', repository: 'sunrise/rcm-platform' }),
  });
  new Hospital(environment, 'hospital-a', {
    emr: Emr.cloudSql(),
    claims: ClaimsInbox.monthlyCsv(),
    mapping: { providers: { columns: { provider_id: { column: 'ProviderID', stripPrefix: 'H1-' } } } },
    payers: { lookup: 'environments/sunrise/payers-of-hospital-a.csv' },
    departments: { lookup: 'environments/sunrise/departments.csv' },
  });
  new Hospital(environment, 'hospital-b', {
    emr: Emr.existingMySql({ host: '10.20.0.5', database: 'hospital_b_db', certificateAuthority: 'private' }),
    claims: ClaimsInbox.monthlyCsv(),
    mapping: {
      patients: {
        columns: {
          patient_id: 'ID',
          first_name: 'F_Name',
          last_name: 'L_Name',
          middle_name: 'M_Name',
          modified_at: 'Updated_Date',
        },
      },
      providers: { columns: { provider_id: { column: 'ProviderID', stripPrefix: 'H2-' } } },
    },
    payers: { lookup: 'environments/sunrise/payers-of-hospital-b.csv' },
    departments: { lookup: 'environments/sunrise/departments.csv' },
  });
  return environment;
}

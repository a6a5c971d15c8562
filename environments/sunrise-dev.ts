import type { App } from 'cdktf';
import { ClaimsInbox, Emr, Hospital, RcmEnvironment } from '../stacks';

/**
 * Sunrise, development: sample data only. To add a hospital, add one `new Hospital(…)`; no other stack changes.
 * In this stage everything can be destroyed; the Terraform state is a file per stack on this machine.
 */
export function sunriseDev(app: App): RcmEnvironment {
  const environment = new RcmEnvironment(app, 'sunrise-dev', {
    projectId: 'sunrise-rcm-dev',
    projectNumber: '100000000001',
    region: 'us-central1',
    groups: {
      engineers: 'rcm-engineers@sunrise.example',
      analysts: 'rcm-analysts@sunrise.example',
      reviewers: 'compliance@sunrise.example',
    },
    // `imageTag` names the image once one is pushed; until then everything is deployed, but no job can run.
    localState: true,
    dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' },
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

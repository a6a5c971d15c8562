import type { App } from 'cdktf';
import { ClaimsInbox, Emr, Hospital, RcmEnvironment } from 'rcm-platform/stacks';
import { model } from '../extension/model';

/**
 * The environment sunrise-dev. To add a hospital, add one `new Hospital(…)`; no other stack changes. The project, the groups and the hospital
 * below are placeholders: replace them before you deploy.
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
    dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' },
    model,
  });
  new Hospital(environment, 'hospital-a', { emr: Emr.cloudSql(), claims: ClaimsInbox.monthlyCsv() });
  return environment;
}

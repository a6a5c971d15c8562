import { judged } from '../../../test/judged';
import { containerServiceAccount } from './container-service-account';

it("reports no account, and the project's default ones", () => {
  expect(
    judged(containerServiceAccount, {
      google_cloud_run_v2_job: {
        silent: {},
        compute: { template: { template: { service_account: '123-compute@developer.gserviceaccount.com' } } },
        engine: { template: { template: { service_account: 'p@appspot.gserviceaccount.com' } } },
      },
    }),
  ).toEqual({
    checked: 3,
    defects: {
      'google_cloud_run_v2_job.silent': ['template.template.service_account'],
      'google_cloud_run_v2_job.compute': ['template.template.service_account'],
      'google_cloud_run_v2_job.engine': ['template.template.service_account'],
    },
    unknown: [],
  });
});
it('accepts a named or referenced account, having looked at it', () => {
  expect(
    judged(containerServiceAccount, {
      google_cloud_run_v2_job: {
        named: { template: { template: { service_account: 'load@p.iam.gserviceaccount.com' } } },
        reference: { template: { template: { service_account: '${google_service_account.load.email}' } } },
        computedProject: { template: { template: { service_account: 'load@${var.project}.iam.gserviceaccount.com' } } },
      },
    }),
  ).toEqual({ checked: 3, defects: {}, unknown: [] });
});
it('is not about other resources', () => {
  expect(judged(containerServiceAccount, { google_compute_route: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(containerServiceAccount, {
      google_cloud_run_v2_job: { variable: { template: { template: { service_account: '${var.account}' } } } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_cloud_run_v2_job.variable'] });
});
it('looks at services where they have it', () => {
  expect(
    judged(containerServiceAccount, {
      google_cloud_run_v2_service: {
        silent: {},
        named: { template: { service_account: 'web@p.iam.gserviceaccount.com' } },
      },
    }),
  ).toEqual({
    checked: 2,
    defects: { 'google_cloud_run_v2_service.silent': ['template.service_account'] },
    unknown: [],
  });
});

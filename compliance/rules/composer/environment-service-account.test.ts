import { judged } from '../../../test/judged';
import { environmentServiceAccount } from './environment-service-account';

it("reports no account, and the project's default ones", () => {
  expect(
    judged(environmentServiceAccount, {
      google_composer_environment: {
        silent: {},
        compute: { config: { node_config: { service_account: '123-compute@developer.gserviceaccount.com' } } },
        engine: { config: { node_config: { service_account: 'p@appspot.gserviceaccount.com' } } },
      },
    }),
  ).toEqual({
    checked: 3,
    defects: {
      'google_composer_environment.silent': ['config.node_config.service_account'],
      'google_composer_environment.compute': ['config.node_config.service_account'],
      'google_composer_environment.engine': ['config.node_config.service_account'],
    },
    unknown: [],
  });
});
it('accepts a named or referenced account, having looked at it', () => {
  expect(
    judged(environmentServiceAccount, {
      google_composer_environment: {
        named: { config: { node_config: { service_account: 'load@p.iam.gserviceaccount.com' } } },
        reference: { config: { node_config: { service_account: '${google_service_account.load.email}' } } },
        computedProject: {
          config: { node_config: { service_account: 'load@${var.project}.iam.gserviceaccount.com' } },
        },
      },
    }),
  ).toEqual({ checked: 3, defects: {}, unknown: [] });
});
it('is not about other resources', () => {
  expect(judged(environmentServiceAccount, { google_compute_route: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(environmentServiceAccount, {
      google_composer_environment: { variable: { config: { node_config: { service_account: '${var.account}' } } } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_composer_environment.variable'] });
});

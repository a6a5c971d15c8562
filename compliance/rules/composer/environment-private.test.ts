import { judged } from '../../../test/judged';
import { environmentPrivate } from './environment-private';

it('reports an environment with public addresses', () => {
  expect(
    judged(environmentPrivate, {
      google_composer_environment: { silent: {}, off: { config: { enable_private_environment: false } } },
    }),
  ).toEqual({
    checked: 2,
    defects: {
      'google_composer_environment.silent': ['config.enable_private_environment'],
      'google_composer_environment.off': ['config.enable_private_environment'],
    },
    unknown: [],
  });
});
it('accepts a private one as versions 3 and 2 write it, having looked at them', () => {
  expect(
    judged(environmentPrivate, {
      google_composer_environment: {
        three: { config: { enable_private_environment: true } },
        two: { config: [{ private_environment_config: [{ enable_private_endpoint: true }] }] },
      },
    }),
  ).toEqual({ checked: 2, defects: {}, unknown: [] });
});
it('is not about other resources', () => {
  expect(judged(environmentPrivate, { google_compute_route: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('does not know what a variable will hold', () => {
  expect(
    judged(environmentPrivate, {
      google_composer_environment: { variable: { config: { enable_private_environment: '${var.private}' } } },
    }),
  ).toEqual({ checked: 0, defects: {}, unknown: ['google_composer_environment.variable'] });
});

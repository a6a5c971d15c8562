import { judged } from '../../../test/judged';
import { dataLabels } from './labels';

it('reports what holds data without saying which, or whose', () => {
  expect(
    judged(dataLabels, {
      google_storage_bucket: { silent: {}, half: { labels: { owner: 'rcm' } } },
      google_sql_database_instance: { wrongPlace: { settings: { user_labels: { data_class: 'phi' } } } },
    }),
  ).toEqual({
    checked: 3,
    defects: {
      'google_storage_bucket.silent': ['labels.data_class', 'labels.owner'],
      'google_storage_bucket.half': ['labels.data_class'],
      'google_sql_database_instance.wrongPlace': ['settings.user_labels.owner'],
    },
    unknown: [],
  });
});
it('accepts both labels where the service has them, having looked at them', () => {
  expect(
    judged(dataLabels, {
      google_storage_bucket: { labelled: { labels: { data_class: 'phi', owner: '${var.owner}' } } },
      google_sql_database_instance: { labelled: { settings: [{ user_labels: { data_class: 'phi', owner: 'rcm' } }] } },
    }),
  ).toEqual({ checked: 2, defects: {}, unknown: [] });
});
it('is not about other resources', () => {
  expect(judged(dataLabels, { google_compute_route: { other: {} } })).toEqual({
    checked: 0,
    defects: {},
    unknown: [],
  });
});
it('does not know labels that are computed as a whole', () => {
  expect(judged(dataLabels, { google_storage_bucket: { variable: { labels: '${var.labels}' } } })).toEqual({
    checked: 0,
    defects: {},
    unknown: ['google_storage_bucket.variable'],
  });
});

import { itJudges, OfType } from '../../../test/rule-cases';
import { datasetTimeTravel } from './dataset-time-travel';

itJudges(datasetTimeTravel, {
  type: 'google_bigquery_dataset',
  reports: {
    'two days': [{ max_time_travel_hours: '48' }, 'max_time_travel_hours'],
    none: [{ max_time_travel_hours: 0 }, 'max_time_travel_hours'],
  },
  accepts: { 'a week': { max_time_travel_hours: '168', labels: { a: 'b' } }, 'the default': {} },
  ignores: { 'another type': new OfType('google_bigquery_table', {}) },
  unknown: { 'a computed value': { max_time_travel_hours: '${var.hours}' } },
});

import { attribute, numberOf } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';
import { expectValue } from '../../verdicts/verdict';

/** A week, the most that BigQuery has, and its default. */
export const TIME_TRAVEL_HOURS = 168;

export const datasetTimeTravel: ResourceRule = {
  id: 'bigquery-dataset-time-travel',
  title: 'Tables keep seven days of time travel',
  severity: 'medium',
  controls: ['164.308(a)(7)(ii)(A)', '164.312(c)(1)'],
  why: 'For a week a wrong statement can be undone; BigQuery keeps no other copy.',
  fix: `Set max_time_travel_hours to ${TIME_TRAVEL_HOURS}, or leave it out.`,
  resourceTypes: ['google_bigquery_dataset'],
  check: ({ attributes }) =>
    expectValue(
      attribute(attributes, 'max_time_travel_hours'),
      // A plan writes "" for what is not set.
      (hours) => hours === undefined || hours === '' || numberOf(hours) >= TIME_TRAVEL_HOURS,
      { attribute: 'max_time_travel_hours', message: `max_time_travel_hours is not ${TIME_TRAVEL_HOURS}` },
    ),
};

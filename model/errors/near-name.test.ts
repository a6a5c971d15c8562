import { didYouMean } from './near-name';

it.each([
  ['hopsital-a', ' (did you mean hospital-a?)'],
  ['Hospital-B', ' (did you mean hospital-b?)'],
  ['kpi', ' (did you mean kpis?)'],
  ['something', ''],
  ['', ''],
])('%j: %j', (typed, words) => {
  expect(didYouMean(typed, ['hospital-a', 'hospital-b', 'kpis'])).toBe(words);
});

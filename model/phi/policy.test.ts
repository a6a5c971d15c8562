import { environmentTables } from '../catalogue';
import { BASE_MODEL } from '../model';
import { treatmentOf } from '../reporting';
import { MASKED_TYPES, PHI_POLICY, TREATMENT_ACCESS } from './policy';
import { ANALYST_TAGS, NOT_IDENTIFYING_CLASSES, PHI_TAGS, SENSITIVE_TAGS } from './tags';

const tags = PHI_TAGS.map((tag) => ({ tag, ...PHI_POLICY[tag] }));
const named = (chosen: typeof tags) => chosen.map(({ tag }) => tag);

it('shows analysts no identifier in clear text', () => {
  expect(named(tags.filter(({ identifies, treatment }) => identifies && treatment === 'plain'))).toEqual([]);
});

it('hashes nothing that can be guessed', () => {
  expect(named(tags.filter(({ mask, guessable }) => mask === 'SHA256' && guessable))).toEqual([]);
});

it('has a mask wherever a view needs masked access', () => {
  const masked = tags.filter(({ treatment }) => TREATMENT_ACCESS[treatment] === 'masked');
  expect(named(masked)).toEqual(['date']);
  expect(named(masked.filter(({ mask }) => mask === null))).toEqual([]);
});

it('masks no column of the model in a way that BigQuery refuses', () => {
  for (const { columns } of environmentTables(BASE_MODEL))
    for (const { phi, type } of columns.filter((column) => treatmentOf(column) === 'year'))
      expect(MASKED_TYPES[PHI_POLICY[phi].mask ?? 'ALWAYS_NULL']).toContain(type);
});

it('has one answer about a year of birth: an identifier, which analysts read through a view that puts the oldest together', () => {
  expect(PHI_POLICY.birth_year).toEqual({
    identifies: true,
    treatment: 'birth_year',
    mask: 'ALWAYS_NULL',
    guessable: true,
  });
  expect(ANALYST_TAGS).toEqual(['sensitive', 'health', 'payment', 'birth_year']);
  expect(SENSITIVE_TAGS).toEqual(['health', 'payment']);
  expect(NOT_IDENTIFYING_CLASSES).toEqual(['health', 'payment', 'none']);
});

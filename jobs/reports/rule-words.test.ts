import { ENTITIES } from '../../model/catalogue';
import { rowRules } from '../transform/row-rules';
import { duckdbDialect } from '../warehouse/duckdb/dialect';
import { ruleWords } from './rule-words';

it.each(ENTITIES.map((each) => [each.name, each] as const))('every rule of %s is said in words', (_, entity) => {
  const unknown = rowRules(duckdbDialect, entity).filter(({ id }) => /no longer/.test(ruleWords(entity, id)));
  expect(unknown.map(({ id }) => id)).toEqual([]);
});

it('a rule that an older model had is named as that', () => {
  const [entity] = ENTITIES;
  expect(entity && ruleWords(entity, 'gone')).toBe('The model no longer has this rule.');
});

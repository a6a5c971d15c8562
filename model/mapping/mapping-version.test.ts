import { entity } from '../catalogue';
import type { MappingSpec } from './mapping-spec';
import { mappingVersion } from './mapping-version';

const patients = entity('patients');
const version = (columns: MappingSpec[string]['columns'], more: Partial<MappingSpec[string]> = {}) =>
  mappingVersion(patients, { patients: { columns, ...more } });

it('is the same however a mapping is written', () => {
  expect(version({ last_name: { column: 'Surname' } })).toBe(version({ last_name: 'Surname' }));
  expect(version({ last_name: 'LastName' })).toBe(mappingVersion(patients, {}));
  const first = version({ gender: { column: 'sex', values: { a: 'M', b: 'F' } } });
  expect(version({ gender: { values: { b: 'F', a: 'M' }, otherwise: 'quarantine', column: 'sex' } })).toBe(first);
});

it.each<[string, MappingSpec[string]['columns'], Partial<MappingSpec[string]>]>([
  ['a column', { last_name: 'Name' }, {}],
  ['a verb', { last_name: { column: 'Surname', trim: true } }, {}],
  ['a table', { last_name: 'Surname' }, { from: { table: 'person' } }],
  ['a query', { last_name: 'Surname' }, { from: { query: 'select 1' } }],
  ['a condition', { last_name: 'Surname' }, { where: 'a = 1' }],
  ['a cursor', { last_name: 'Surname' }, { cursor: 'none' }],
  ['the zone of the cursor', { last_name: 'Surname' }, { cursor: { column: 'ModifiedDate', zone: 'Asia/Tokyo' } }],
])('is another one with %s that differs', (_what, columns, more) => {
  expect(version(columns, more)).not.toBe(version({ last_name: 'Surname' }));
});

it('of files is another one where they are said to be written in another way', () => {
  const versions = [
    { delimiter: ',', encoding: 'utf8' as const },
    { delimiter: ',', encoding: 'windows-1252' as const },
    { delimiter: ',', encoding: 'utf8' as const, header: { names: ['a', 'b'] } },
    { delimiter: ',', encoding: 'utf8' as const, header: { names: ['b', 'a'] } },
  ].map((dialect) => mappingVersion(patients, {}, dialect));
  expect(new Set(versions).size).toBe(4);
});

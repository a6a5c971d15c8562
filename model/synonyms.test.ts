import { entitiesOf } from './catalogue';
import { BASE_MODEL } from './model';
import { COLUMN_PREFIXES, COLUMN_SYNONYMS, TABLE_SYNONYMS } from './synonyms';

const emr = entitiesOf(BASE_MODEL, 'emr');
const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

describe('the dictionary of other names', () => {
  it('has an entry for every table that an EMR delivers, and for no other', () => {
    const names = emr.map(({ name }) => name).sort();
    expect(Object.keys(TABLE_SYNONYMS).sort()).toEqual(names);
    expect(Object.keys(COLUMN_PREFIXES).sort()).toEqual(names);
  });

  it('has an entry for every common column of those tables, and for no other', () => {
    const columns = new Set(emr.flatMap((entity) => entity.columns.map(({ name }) => name)));
    expect(Object.keys(COLUMN_SYNONYMS).sort()).toEqual([...columns].sort());
  });

  it.each(emr.map((entity) => [entity.name, entity] as const))(
    'no name means two columns of %s, or a name that another column usually has',
    (_name, { columns }) => {
      const meanings = columns.flatMap((column) =>
        [...new Set([column.name, column.source, ...(COLUMN_SYNONYMS[column.name] ?? [])].map(plain))].map(
          (name) => [name, column.name] as const,
        ),
      );
      const twice = meanings.filter(([name], index) => meanings.findIndex(([other]) => other === name) !== index);
      expect(twice).toEqual([]);
    },
  );

  it('no name means two tables', () => {
    const names = Object.values(TABLE_SYNONYMS).flat().map(plain);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

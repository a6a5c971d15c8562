import { entity } from '../../../../model/catalogue';
import { mappedColumns, sourceColumns } from '../../../../model/mapping/mapped-columns';
import { readHeader } from './csv-header';

const columns = sourceColumns(mappedColumns(entity('cpt_codes'), {}));
const HEADER = ['Code Status', ' cpt codes ', 'Note', 'Procedure Code Descriptions', 'PROCEDURE CODE CATEGORY'];

describe('readHeader', () => {
  it('finds columns in any order and case, and says which ones it passes over', () => {
    expect(readHeader(HEADER, columns)).toMatchObject({
      ...{ places: [1, 4, 3, 0], missing: [], repeated: [], unknown: [3] },
    });
    expect(readHeader([...HEADER, 'Status', null], columns).unknown).toEqual([3, 6, 7]);
  });
  it('names every missing and every repeated column', () => {
    expect(readHeader(['Code Status', 'Code Status'], columns)).toMatchObject({
      missing: ['CPT Codes'],
      repeated: ['Code Status'],
    });
  });
  it('asks for every column that the mapping names, as a name may be mistyped', () => {
    const mapped = mappedColumns(entity('cpt_codes'), { cpt_codes: { columns: { description: 'Text' } } });
    expect(readHeader(['CPT Codes'], sourceColumns(mapped)).missing).toEqual(['Text']);
  });
  it('lets a column be missing where the model says that a source may lack it', () => {
    const claims = sourceColumns(mappedColumns(entity('claims'), {}));
    const names = claims.map(({ name }) => name).filter((name) => name !== 'AdjudicationDate');
    const header = readHeader(names, claims);
    expect(header.missing).toEqual([]);
    expect(header.places[claims.findIndex(({ name }) => name === 'AdjudicationDate')]).toBeNull();
  });
  it('knows itself again', () => {
    const header = readHeader(HEADER, columns);
    expect(header.repeats(HEADER.map((name) => name.toUpperCase()))).toBe(true);
    expect(header.repeats(['No Change', '100', null, 'x', 'y'])).toBe(false);
  });
});

import * as fc from 'fast-check';
import { entity } from '../../../../model/catalogue';
import type { FeedDialect } from '../../../../model/feed-dialect';
import { mappedColumns, sourceColumns } from '../../../../model/mapping/mapped-columns';
import { type Encoding, encoded } from '../../../../model/text-encoding';
import { csv } from './csv';
import { type CsvRecord, type CsvSettings, readCsv } from './csv-records';
import type { FeedLayout, FileLine } from './format';
import { asBytes } from './text-encoding';

async function* chunksOf(content: Buffer, size: number) {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function records(content: Buffer, settings: CsvSettings, size = 1_000): Promise<CsvRecord[]> {
  const all: CsvRecord[] = [];
  for await (const batch of readCsv(asBytes(chunksOf(content, size), settings.encoding, 'a file'), settings))
    all.push(...batch);
  return all;
}

const HEADER = 'Procedure Code Category,CPT Codes,Procedure Code Descriptions,Code Status';
const layoutOf = (dialect: Partial<FeedDialect> = {}): FeedLayout => ({
  ...{ delimiter: ',', encoding: 'utf8' },
  ...dialect,
  tables: { cpt_codes: sourceColumns(mappedColumns(entity('cpt_codes'), {})) },
});

async function lines(content: string | Buffer, dialect: Partial<FeedDialect> = {}): Promise<FileLine[]> {
  const file = {
    shownAs: 'a file',
    content: () => chunksOf(Buffer.from(content), content.length > 10_000 ? 65_536 : 7),
  };
  const all: FileLine[] = [];
  for await (const batch of csv.read(file, layoutOf(dialect))) all.push(...batch);
  return all;
}
/** A row of codes: code, category, description, status. */
const row = (line: number, category: string, code: string) => ({
  ...{ table: 'cpt_codes', line },
  fields: [code, category, null, null],
});

describe('the dialect of a feed', () => {
  it.each<[string, Partial<CsvSettings>, string, (string | null)[][]]>([
    [
      'several characters between fields',
      { delimiter: '||' },
      'a||b\n1|2||"2||x"\n',
      [
        ['a', 'b'],
        ['1|2', '2||x'],
      ],
    ],
    [
      'a delimiter beyond ASCII',
      { delimiter: '¦' },
      'a¦b\n1¦"2¦x"\n',
      [
        ['a', 'b'],
        ['1', '2¦x'],
      ],
    ],
    [
      'another quote',
      { quote: "'" },
      `a,b\n'1,"',"2"\n`,
      [
        ['a', 'b'],
        ['1,"', '"2"'],
      ],
    ],
    [
      'no quote',
      { quote: 'none' },
      'a,b\n"1,2"\n',
      [
        ['a', 'b'],
        ['"1', '2"'],
      ],
    ],
    [
      'an escape character',
      { escape: '\\' },
      'a,b\n"1\\"\\\\","x""y"\n3\\,4,5\\\n6\n',
      [
        ['a', 'b'],
        ['1"\\', 'x"y'],
        ['3,4', '5\n6'],
      ],
    ],
    [
      'an escape character and no quote',
      { escape: '\\', quote: 'none' },
      'a,b\n\\"1\\,,\\\\\n',
      [
        ['a', 'b'],
        ['"1,', '\\'],
      ],
    ],
  ])('has %s, whatever the chunks', async (_, settings, content, expected) => {
    for (const size of [1, 2, 3, 5, 100]) {
      const found = await records(Buffer.from(content), { delimiter: ',', encoding: 'utf8', ...settings }, size);
      expect(found.map((record) => ('fields' in record ? record.fields : record))).toEqual(expected);
    }
  });

  it('begins at a line: what stands above the header is not read, and lines keep their numbers', async () => {
    const content = `Claims of "May\n\nprinted by x,y\n${HEADER}\nC1,1,,\n`;
    expect(await lines(content, { header: { line: 4 } })).toEqual([row(5, 'C1', '1')]);
    await expect(lines('one\ntwo\n', { header: { line: 4 } })).rejects.toMatchObject({
      code: 'FILE_EMPTY',
      detail: 'a file has nothing from line 4',
    });
  });

  it('names the columns of a file without a header; what has no name is not read, and a header that is there is no row', async () => {
    const names = ['CPT Codes', null, 'Procedure Code Category', 'Procedure Code Descriptions', 'Code Status'];
    const content =
      '1,x,C1,,\n2,C2\nCPT Codes,,Procedure Code Category,Procedure Code Descriptions,Code Status\n3,x,C3,,\n';
    expect(await lines(content, { header: { names } })).toEqual([
      { unknownColumns: [2] },
      row(1, 'C1', '1'),
      { line: 2, rule: 'line_field_count', raw: '2,C2' },
      { repeatedHeader: 3 },
      row(4, 'C3', '3'),
    ]);
    await expect(lines(content, { header: { names: ['Code Status'] } })).rejects.toMatchObject({
      code: 'FILE_COLUMN_MISSING',
    });
  });

  it('counts comments and footers, and takes them for no rows', async () => {
    const content = `# written by x\n${HEADER}\nC1,1,,\n# "half\nC2,2,,\nTRAILER,2\n`;
    expect(await lines(content, { comment: '#', footer: { startsWith: 'TRAILER' } })).toEqual([
      { line: 1, declared: 'comment' },
      row(3, 'C1', '1'),
      { line: 4, declared: 'comment' },
      row(5, 'C2', '2'),
      { line: 6, declared: 'footer' },
    ]);
    expect(await lines(`${HEADER}\nC1,1,,\n2 rows\nC9,9,,\n\n`, { footer: { lines: 2 } })).toEqual([
      row(2, 'C1', '1'),
      { line: 3, declared: 'footer' },
      { line: 4, declared: 'footer' },
    ]);
  });

  it('holds a row that only begins like a footer, and passes over the footers of files that were joined', async () => {
    const content = `${HEADER}\nTOTAL JOINT,1,,\nC2,2,,\nTOTAL,2,,\n${HEADER}\nTOTAL 3\nC3,3,,\nTOTAL,1,,\n`;
    expect(await lines(content, { footer: { startsWith: 'TOTAL' } })).toEqual([
      { line: 2, rule: 'line_like_footer', raw: 'TOTAL JOINT,1,,' },
      row(3, 'C2', '2'),
      { line: 4, declared: 'footer' },
      { repeatedHeader: 5 },
      { line: 6, declared: 'footer' },
      row(7, 'C3', '3'),
      { line: 8, declared: 'footer' },
    ]);
  });

  it('holds the last rows too where they begin like a footer, and takes none of them for the footer', async () => {
    const full = (id: string) => `${id},1,text,Active`;
    const rows = `${HEADER}\nC1,1,,\n${full('Z1')}\n${full('Z2')}\n`;
    const footer = { startsWith: 'Z' };
    expect(await lines(`${rows}Z,3\n`, { footer })).toEqual([
      row(2, 'C1', '1'),
      { line: 3, rule: 'line_like_footer', raw: full('Z1') },
      { line: 4, rule: 'line_like_footer', raw: full('Z2') },
      { line: 5, declared: 'footer' },
    ]);
    await expect(lines(rows, { footer })).rejects.toMatchObject({ code: 'FILE_FOOTER_MISSING' });
    // Two columns do not tell a total from a row: the last line is the footer.
    expect(await lines('CPT Codes,Procedure Code Category\nC1,1\nZ,1\n', { footer })).toHaveLength(3);
  });

  it('refuses a file that lacks its footer: it may have lost rows too', async () => {
    await expect(lines(`${HEADER}\nC1,1,,\n`, { footer: { startsWith: 'TRAILER' } })).rejects.toMatchObject({
      code: 'FILE_FOOTER_MISSING',
    });
  });

  it.each<[Encoding, Encoding, string]>([
    ['utf8', 'utf-16le', '\ufeff'],
    ['utf8', 'utf-16le', ''],
    ['latin1', 'utf-16be', '\ufeff'],
    ['utf-16le', 'utf-16be', '\ufeff'],
    ['utf-16be', 'utf-16le', ''],
    ['utf-16le', 'utf8', ''],
    ['utf-16be', 'latin1', ''],
    ['latin1', 'utf8', ''],
    ['windows-1252', 'utf8', '\ufeff'],
  ])('says %s, and a file in %s%j is refused', async (said, is, mark) => {
    const content = encoded(`${mark}${HEADER}\nMénière,1,,\n`, is);
    await expect(lines(content, { encoding: said })).rejects.toMatchObject({ code: 'FILE_ENCODING_DIFFERS' });
  });

  it('costs a line that is not of its encoding, and no other', async () => {
    const half = Buffer.from([0x00, 0xd8]);
    const wide = [encoded(`${HEADER}\nC1,1,,\nC2`, 'utf-16le'), half, encoded(',2,,\nC3,3,,\n', 'utf-16le')];
    expect(await lines(Buffer.concat(wide), { encoding: 'utf-16le' })).toMatchObject([
      row(2, 'C1', '1'),
      { line: 3, rule: 'line_encoding' },
      row(4, 'C3', '3'),
    ]);
    const narrow = Buffer.from(`${HEADER}\nC1,1,,\nC\x81,2,,\nC\x80,3,,\n`, 'latin1');
    expect(await lines(narrow, { encoding: 'windows-1252' })).toMatchObject([
      row(2, 'C1', '1'),
      { line: 3, rule: 'line_encoding' },
      row(4, 'C€', '3'),
    ]);
  });

  it('ends where there is no table: a million columns, a line without end, zeros', async () => {
    await expect(lines(`${'a,'.repeat(400_000)}\n`)).rejects.toMatchObject({ code: 'FILE_LIMIT_EXCEEDED' });
    await expect(lines(Buffer.alloc(2_000_000))).rejects.toMatchObject({ code: 'FILE_ENCODING_DIFFERS' });
    await expect(lines('a,'.repeat(1_000_000))).rejects.toMatchObject({ code: 'FILE_COLUMN_MISSING' });
  });
});

/** Writes rows as a sender would who has this dialect. */
function written(
  rows: readonly (readonly (string | null)[])[],
  { delimiter, quote = '"', escape: mark = 'none' }: CsvSettings,
  lineEnd: string,
) {
  const field = (value: string | null) => {
    if (value === null) return '';
    if (quote !== 'none') {
      const escapes = mark === 'none' || mark === quote ? [] : [mark];
      const doubled = escapes.reduce((text, each) => text.replaceAll(each, each + each), value);
      return `${quote}${doubled.replaceAll(quote, quote + quote)}${quote}`;
    }
    // Without quotes only an escape character can protect what the dialect uses itself.
    return value.replaceAll(/[^a-z0-9]/g, (each) => `${mark}${each}`);
  };
  return rows.map((row) => `${row.map(field).join(delimiter)}${lineEnd}`).join('');
}

const dialects = fc
  .record({
    delimiter: fc.constantFrom(',', ';', '|', '\t', '||', '~|~', '¦', '\x01'),
    encoding: fc.constantFrom<Encoding>('utf8', 'utf-16le', 'utf-16be', 'latin1', 'windows-1252'),
    quote: fc.constantFrom('"', "'", 'none'),
    escape: fc.constantFrom('none', '\\', '^'),
  })
  .filter(({ quote, escape: mark }) => quote !== 'none' || mark !== 'none');

it('reads what any dialect wrote: every field of every row, in chunks of any size', async () => {
  // Letters that every encoding has, and whatever a dialect uses itself.
  const text = fc.array(
    fc.constantFrom('a', '1', ' ', ',', ';', '|', '~', '\t', '"', "'", '\\', '^', '\n', '\r\n', 'é', 'ß'),
    { maxLength: 6 },
  );
  const cell = fc.option(
    text.map((parts) => parts.join('')),
    { nil: null },
  );
  const rows = fc
    .integer({ min: 2, max: 3 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));
  await fc.assert(
    fc.asyncProperty(
      dialects,
      rows,
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 9 }),
      async (dialect, table, lineEnd, size) => {
        const isQuoted = dialect.quote !== 'none';
        // Nothing marks an empty text where there are no quotes.
        const expected = table.map((each) => each.map((value) => (value === '' && !isQuoted ? null : value)));
        const named = [table[0]?.map((_, index) => `n${index}`) ?? [], ...expected];
        const content = encoded(written(named, dialect, lineEnd), dialect.encoding);
        const found = await records(content, dialect, size);
        expect(found.map((record) => ('fields' in record ? record.fields : record))).toEqual(named);
      },
    ),
    { numRuns: 300 },
  );
});

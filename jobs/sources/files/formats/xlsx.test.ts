import { entity } from '../../../../model/catalogue';
import type { FeedDialect } from '../../../../model/feed-dialect';
import { mappedColumns, sourceColumns } from '../../../../model/mapping/mapped-columns';
import { UNPACK_LIMITS } from '../packed/unpack-limits';
import type { FileLine } from './format';
import { type CellAtTest, type WorkbookAtTest, workbookOf } from './workbook/workbook.fixture';
import { xlsx } from './xlsx';

const HEADER = ['CPT Codes', 'Procedure Code Category', 'Procedure Code Descriptions', 'Code Status'];
const NAMED = { sheets: [{ name: 'Codes', rows: [HEADER] }] };

async function read(content: Buffer, dialect: Partial<FeedDialect> = {}): Promise<FileLine[]> {
  async function* whole() {
    yield content;
  }
  const layout = {
    ...{ delimiter: ',', encoding: 'utf8' as const },
    ...dialect,
    tables: { cpt_codes: sourceColumns(mappedColumns(entity('cpt_codes'), {})) },
  };
  const found: FileLine[] = [];
  for await (const lines of xlsx.read({ shownAs: 'a file', content: whole }, layout)) found.push(...lines);
  return found;
}
const sheet = (rows: readonly (readonly CellAtTest[])[], more: WorkbookAtTest = {}) =>
  workbookOf({ ...more, sheets: [{ name: 'Codes', rows: [HEADER, ...rows] }] });
/** The first field of each row. */
const codes = (lines: readonly FileLine[]) => lines.map((line) => ('fields' in line ? line.fields[0] : line));

describe('a workbook', () => {
  it('gives each cell as the sheet means it', async () => {
    const cells: [CellAtTest, string | null][] = [
      ['00123', '00123'],
      [{ number: '0.30000000000000004' }, '0.3'],
      [{ number: '45658', style: 1 }, '2025-01-01'],
      [{ number: '123', style: 2 }, '00123'],
      [{ xml: '<c t="b"><v>1</v></c>' }, 'TRUE'],
      [{ xml: '<c t="str"><f>A1&amp;"x"</f><v>00123x</v></c>' }, '00123x'],
      [
        {
          xml: '<c t="inlineStr"><is><r><t>a</t></r><r><t xml:space="preserve"> b</t></r><rPh><t>no</t></rPh></is></c>',
        },
        'a b',
      ],
      [{ xml: '<c t="d"><v>2025-01-01T00:00:00</v></c>' }, '2025-01-01'],
      [{ xml: '<c t="inlineStr"><is><t>&lt;&#233;&gt;</t></is></c>' }, '<é>'],
    ];
    const found = await read(
      sheet(
        cells.map(([cell]) => [cell, 'x']),
        { formats: ['yyyy-mm-dd', '00000'] },
      ),
    );
    expect(codes(found)).toEqual(cells.map(([, text]) => text));
    expect(codes(await read(sheet([[{ number: '44196', style: 1 }]], { is1904: true, formats: ['d/m/yy'] })))).toEqual([
      '2025-01-01',
    ]);
  });

  it('gives up a row with an error in a column that is read, and no other', async () => {
    const error = { xml: '<c t="e"><v>#REF!</v></c>' };
    const found = await read(
      sheet([['1', 'a'], ['2', error], [{ number: '60', style: 1 }], ['4', 'a', null, null, error]], {
        formats: ['yyyy'],
      }),
    );
    expect(found).toMatchObject([
      { line: 2 },
      { line: 3, rule: 'line_cell_error', raw: '2\t\t\t' },
      { line: 4, rule: 'line_cell_error' },
      { unknownColumns: [5] },
      { line: 5, fields: ['4', 'a', null, null] },
    ]);
  });

  it('gives up a row with a formula that was never computed: it is not a cell without a value', async () => {
    const never = [{ xml: '<c><f>1+2</f></c>' }, { xml: '<c><f>1+2</f><v></v></c>' }, { xml: '<c><f>1+2</f><v/></c>' }];
    const empty = [{ xml: '<c t="str"><f>""</f><v></v></c>' }, { xml: '<c><v></v></c>' }, { xml: '<c s="1"/>' }];
    const found = await read(sheet([...never, ...empty].map((cell) => ['1', cell])));
    expect(found.map((line) => ('rule' in line ? line.rule : 'fields' in line && line.fields[1]))).toEqual([
      ...never.map(() => 'line_cell_error'),
      ...empty.map(() => null),
    ]);
  });

  it('is read from the sheet, the line and down to the footer that its feed names', async () => {
    const rows = [['Codes of May'], [], HEADER, ['1', 'a'], [], ['2', 'b'], HEADER, ['Total', '2']];
    const content = workbookOf({
      sheets: [
        { name: 'Hidden', rows: [['x']], state: 'hidden' },
        { name: 'Notes', rows: [HEADER, ['9', 'z']] },
        { name: 'May & June', rows },
      ],
    });
    const dialect = { sheet: 'may & june', header: { line: 3 }, footer: { startsWith: 'Total' } };
    expect(await read(content, dialect)).toMatchObject([
      { line: 4, fields: ['1', 'a', null, null] },
      { line: 6, fields: ['2', 'b', null, null] },
      { repeatedHeader: 7 },
      { line: 8, declared: 'footer' },
    ]);
    expect(codes(await read(content))).toEqual(['9']);
    await expect(read(content, { sheet: 'July' })).rejects.toMatchObject({ code: 'FILE_SHEET_MISSING' });
    const names = ['CPT Codes', 'Procedure Code Category', 'Procedure Code Descriptions', 'Code Status'];
    const bare = workbookOf({ sheets: [{ name: 'a', rows: [['1'], ['2', 'x']] }] });
    expect(codes(await read(bare, { header: { names } }))).toEqual(['1', '2']);
  });

  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
  const outside = `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>`;
  const cells = (xml: string) => ({ ...NAMED, parts: { 'xl/worksheets/sheet1.xml': xml } });
  it.each<[string, string, Buffer]>([
    ['text', 'FILE_FORMAT_DIFFERS', Buffer.from('a,b\n1,2\n')],
    ['an old workbook', 'FILE_FORMAT_DIFFERS', Buffer.from('\xd0\xcf\x11\xe0 and so on', 'latin1')],
    ['nothing', 'FILE_EMPTY', Buffer.alloc(0)],
    ['another zip archive', 'FILE_WORKBOOK_INVALID', workbookOf({ parts: { '_rels/.rels': '<a/>' } })],
    ['no sheet', 'FILE_SHEET_MISSING', workbookOf({})],
    ['an empty sheet', 'FILE_EMPTY', workbookOf({ sheets: [{ name: 'a', rows: [] }] })],
    ['entities that multiply', 'FILE_WORKBOOK_INVALID', workbookOf(cells(`${bomb}<worksheet>&b;</worksheet>`))],
    ['an entity of another file', 'FILE_WORKBOOK_INVALID', workbookOf(cells(`${outside}<worksheet>&a;</worksheet>`))],
    ['an entity that nobody declared', 'FILE_WORKBOOK_INVALID', workbookOf(cells('<worksheet>&b;</worksheet>'))],
    ['XML that ends early', 'FILE_WORKBOOK_INVALID', workbookOf(cells('<worksheet><sheetData>'))],
    ['what is not XML', 'FILE_WORKBOOK_INVALID', workbookOf(cells('a,b\n1,2\n'))],
    [
      'bytes that are not text',
      'FILE_WORKBOOK_INVALID',
      workbookOf({ ...NAMED, parts: { 'xl/worksheets/sheet1.xml': Buffer.from('<a>\xff\xfe</a>', 'latin1') } }),
    ],
    ['elements without end', 'FILE_WORKBOOK_INVALID', workbookOf(cells('<a>'.repeat(10_000)))],
    [
      'a million columns',
      'FILE_LIMIT_EXCEEDED',
      workbookOf(cells(`<worksheet><row>${'<c t="b"><v>1</v></c>'.repeat(20_000)}</row></worksheet>`)),
    ],
    [
      'a column beyond all',
      'FILE_LIMIT_EXCEEDED',
      workbookOf(cells('<worksheet><row><c r="ZZZZ1" t="b"><v>1</v></c></row></worksheet>')),
    ],
    [
      'a text without end',
      'FILE_LIMIT_EXCEEDED',
      workbookOf(cells(`<worksheet><row><c t="str"><v>${'a'.repeat(2_000_000)}</v></c></row></worksheet>`)),
    ],
    ['a name that leads out', 'FILE_ARCHIVE_INVALID', workbookOf({ ...NAMED, parts: { '../../x.xml': '' } })],
  ])('that is %s is refused by %s', async (_, code, content) => {
    await expect(read(content)).rejects.toMatchObject({ code });
  });

  it('that unpacks to far more than its size is refused while it is read', async () => {
    const content = workbookOf({
      ...NAMED,
      parts: { 'xl/worksheets/sheet1.xml': Buffer.alloc(UNPACK_LIMITS.ratioFrom + 1_000_000, ' ') },
    });
    await expect(read(content)).rejects.toMatchObject({ code: 'FILE_LIMIT_EXCEEDED' });
  });
});

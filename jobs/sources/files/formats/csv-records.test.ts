import { type CsvRecord, type CsvSettings, readCsv } from './csv-records';

const COMMA: CsvSettings = { delimiter: ',', encoding: 'utf8' };

/** The records of a file that arrives in chunks of `size` bytes. */
async function records(content: string | Buffer, format = COMMA, size = 1_000_000): Promise<CsvRecord[]> {
  const bytes = Buffer.from(content);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  let all: CsvRecord[] = [];
  for await (const batch of readCsv(chunks(), format)) all = all.concat(batch);
  return all;
}
const fieldsOf = async (...given: Parameters<typeof records>) =>
  (await records(...given)).map((record) =>
    'fields' in record ? record.fields : 'problem' in record ? record.problem : record.declared,
  );

describe('readCsv', () => {
  it('reads nothing as NULL and quotes as an empty text', async () => {
    expect(await fieldsOf('a,b\n,""\n"",\n')).toEqual([
      ['a', 'b'],
      [null, ''],
      ['', null],
    ]);
  });
  it.each([
    ['LF', 'a,b\n1,2\n'],
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['quotes before CRLF', '"a","b"\r\n"1","2"\r\n'],
    ['no line break at the end', 'a,b\n1,2'],
    ['a quote at the end', 'a,b\n1,"2"'],
    ['a byte order mark', '\ufeffa,b\n1,2\n'],
    ['blank lines', '\na,b\n\n1,2\n\n'],
    ['CR', 'a,b\r1,2\r'],
    ['CR and no line break at the end', 'a,b\r1,2'],
    ['quotes before CR', '"a","b"\r"1","2"\r'],
    ['a byte order mark and CR', '\ufeffa,b\r1,2\r'],
    ['CR CRLF', 'a,b\r\r\n1,2\r\r\n'],
    ['CR in the first line only', 'a,b\r1,2\n'],
    ['LF in the first line only', 'a,b\n1,2\r'],
  ])('reads %s, whatever the chunks', async (_, content) => {
    for (const size of [1, 2, 3, 100])
      expect(await fieldsOf(content, COMMA, size)).toEqual([
        ['a', 'b'],
        ['1', '2'],
      ]);
  });
  it('finds each line of a file that ends its lines with CR', async () => {
    const content = 'a,b\r1\r"2\r\n2",x\r\r"3,4\r5,6\r';
    for (const size of [1, 2, 3, 100])
      expect(await records(content, COMMA, size)).toEqual([
        { line: 1, fields: ['a', 'b'] },
        { line: 2, problem: 'line_field_count', raw: '1' },
        { line: 3, fields: ['2\r\n2', 'x'] },
        { line: 6, problem: 'line_broken_quote', raw: '"3,4' },
        { line: 7, fields: ['5', '6'] },
      ]);
  });
  it('keeps CR inside a field of a file that ends its lines with LF', async () => {
    for (const size of [1, 2, 3, 100])
      expect(await records('a,b\n1\r1,2\n"3\r",4\r\n5,6\n', COMMA, size)).toEqual([
        { line: 1, fields: ['a', 'b'] },
        { line: 2, fields: ['1\r1', '2'] },
        { line: 3, fields: ['3\r', '4'] },
        { line: 4, fields: ['5', '6'] },
      ]);
  });
  it('finds each line of files with other line ends that were joined', async () => {
    for (const size of [1, 2, 3, 100])
      expect(await records('a,b\n1,2\n3,4\r5,6\r7\r8,9\n10,11\r\n12,13\r14,15', COMMA, size)).toEqual([
        { line: 1, fields: ['a', 'b'] },
        { line: 2, fields: ['1', '2'] },
        { line: 3, fields: ['3', '4'] },
        { line: 4, fields: ['5', '6'] },
        { line: 5, problem: 'line_field_count', raw: '7' },
        { line: 6, fields: ['8', '9'] },
        { line: 7, fields: ['10', '11'] },
        { line: 8, fields: ['12', '13'] },
        { line: 9, fields: ['14', '15'] },
      ]);
  });
  it('loses no line of a long file that ends its lines with CR', async () => {
    const content = `a,b\n${'3,4\r'.repeat(600_000)}`;
    const all = await records(content, COMMA, 65_536);
    expect(all.filter((record) => 'problem' in record)).toEqual([]);
    expect(all).toHaveLength(600_001);
  });
  it('reads delimiters, quotes, line breaks and NUL inside quotes, whatever the chunks', async () => {
    const content = 'a|b\n"1|\r\n""x"""|"\0é"\n2|3\n';
    const expected = [
      ['a', 'b'],
      ['1|\r\n"x"', '\0é'],
      ['2', '3'],
    ];
    for (const size of [1, 2, 3, 5, 7, 100]) {
      expect(await fieldsOf(content, { delimiter: '|', encoding: 'utf8' }, size)).toEqual(expected);
    }
  });
  it('keeps a quote inside an unquoted field', async () => {
    expect(await fieldsOf('a,b\n6" pipe,2\n')).toEqual([
      ['a', 'b'],
      ['6" pipe', '2'],
    ]);
  });
  it('reads latin-1 as latin-1', async () => {
    expect(await fieldsOf(Buffer.from('a\nMüller\n', 'latin1'), { delimiter: ',', encoding: 'latin1' })).toEqual([
      ['a'],
      ['Müller'],
    ]);
  });
  it('counts lines, also inside quotes', async () => {
    const lines = (await records('a,b\n"1\n\n2",x\n3,4\n')).map(({ line }) => line);
    expect(lines).toEqual([1, 2, 5]);
  });
  it('gives up a line with too few or too many fields, and no other', async () => {
    expect(await records('a,b\n1\n2,3\n4,5,6\n7,8')).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 2, problem: 'line_field_count', raw: '1' },
      { line: 3, fields: ['2', '3'] },
      { line: 4, problem: 'line_field_count', raw: '4,5,6' },
      { line: 5, fields: ['7', '8'] },
    ]);
  });
  it.each([
    ['never closes', 'a,b\n"1,2\n3,4\n5,6\n'],
    ['closes in the quotes of a later line', 'a,b\n"1,2\n3,4\n5,"6"\n'],
  ])('gives up only the line whose quote %s', async (_, content) => {
    for (const size of [1, 3, 1000]) {
      expect(await fieldsOf(content, COMMA, size)).toEqual([['a', 'b'], 'line_broken_quote', ['3', '4'], ['5', '6']]);
    }
  });
  it('gives up only the line where a stray quote and a later one would join records, and none of the text that people break', async () => {
    const header = 'id,payer,note,amount';
    const joined = `${header}\n1,"Blue,x,10\n2,y,z,20\n3,Aetna ",z,30\n4,y,z,40\n`;
    const written = `${header}\n1,y,"two lines,\nfour, five, six, seven",10\n2,"a,b,c,d\ne",z,20\n`;
    for (const size of [1, 7, 1000]) {
      expect(await fieldsOf(joined, COMMA, size)).toEqual([
        header.split(','),
        'line_broken_quote',
        ['2', 'y', 'z', '20'],
        ['3', 'Aetna "', 'z', '30'],
        ['4', 'y', 'z', '40'],
      ]);
      expect(await fieldsOf(written, COMMA, size)).toEqual([
        header.split(','),
        ['1', 'y', 'two lines,\nfour, five, six, seven', '10'],
        ['2', 'a,b,c,d\ne', 'z', '20'],
      ]);
    }
  });
  it('gives up a line that is not UTF-8, and no other', async () => {
    const content = Buffer.concat([Buffer.from('a\nMü\n'), Buffer.from('M\xfc\n', 'latin1'), Buffer.from('x\n')]);
    expect(await fieldsOf(content)).toEqual([['a'], ['Mü'], 'line_encoding', ['x']]);
  });
  it('gives up a quote that is open for longer than any record', async () => {
    const content = `a,b\n"1,2\n${'3,4\n'.repeat(300_000)}`;
    const all = await records(content, COMMA, 65_536);
    expect(all.filter((record) => 'problem' in record)).toEqual([
      { line: 2, problem: 'line_broken_quote', raw: '"1,2' },
    ]);
    expect(all).toHaveLength(300_002);
  });
});

import { extractCodes, landedRows, newLake, send, spec } from '../extracted.fixture';
import { fileFormat } from './formats/registry';
import { archiveFiles } from './inbox';

// Each landing starts an engine, which a busy machine takes its time for.
jest.setTimeout(30_000);

const HEADER = 'Procedure Code Category,CPT Codes,Procedure Code Descriptions,Code Status';

describe('the rows of a feed', () => {
  it('lands its files, the oldest first, with file, line and moment of each row', async () => {
    const lake = newLake();
    const newer = send(lake, 'a.csv', `\ufeff${HEADER}\r\nC2, 100 ,"two\r\nlines",Changed\r\nC3,51T,,\r\n`, 2);
    const older = send(
      lake,
      'z/b.csv',
      `code status,Extra,CPT CODES,Procedure Code Category,Procedure Code Descriptions\nAdded,x,200,C1,`,
      1,
    );
    const { manifest, rows } = await extractCodes(lake);
    expect(rows).toMatchObject([
      {
        procedure_code: '00200',
        category: 'C1',
        description: null,
        code_status: 'Added',
        _seq: '1',
        _source_file: older,
        _source_line: '2',
        _source_ts: '2026-01-31 08:01:00+00',
      },
      {
        procedure_code: '00100',
        category: 'C2',
        description: 'two\r\nlines',
        _seq: '2',
        _source_file: newer,
        _source_line: '2',
        _source_ts: '2026-01-31 08:02:00+00',
      },
      { procedure_code: '51T', category: 'C3', description: null, _seq: '3', _source_line: '4' },
    ]);
    expect(manifest).toMatchObject({ rows: 3, watermark: null, keyParts: null, takenAt: '2026-01-31 08:02:00.000000' });
    expect(manifest.files).toMatchObject([
      { key: 'reference/cpt_codes/z/b.csv', sha256: older, rows: 1, unknownColumns: [2], duplicate: false },
      { key: 'reference/cpt_codes/a.csv', sha256: newer, rows: 2, unknownColumns: [], duplicate: false },
    ]);
  });
  it('reads the delimiter and the encoding of its spec', async () => {
    const lake = newLake();
    send(lake, 'a.csv', Buffer.from(`${HEADER.replaceAll(',', '|')}\nM\xfcller|100|a,b|x\n`, 'latin1'));
    const { rows } = await extractCodes(lake, 'r1', spec({ delimiter: '|', encoding: 'latin1' }));
    expect(rows).toMatchObject([{ category: 'Müller', description: 'a,b' }]);
  });
  it('leaves files that are still being written', async () => {
    const lake = newLake();
    for (const name of ['a.csv.part', 'b.TMP', 'c.filepart', '.d.csv', '_e.csv']) send(lake, name, 'half');
    expect((await extractCodes(lake)).manifest).toMatchObject({ rows: 0, files: [], parts: [] });
  });
  it('keeps bad lines with number and reason, drops headers in the middle, and loses no good line', async () => {
    const lake = newLake();
    send(lake, 'a.csv', `${HEADER}\nC1,1,x,y\nC2,2,"x,y\nC3,3,x\n${HEADER}\nC4,4,x,y\nC5,5`);
    const { manifest, rows } = await extractCodes(lake, 'r1', spec({}, 0.6));
    expect(rows.map((row) => row['category'])).toEqual(['C1', 'C4']);
    const rejected = await landedRows(lake, manifest.rejectedParts);
    expect(rejected.map((row) => [row['_source_line'], row['_rule_ids'], row['_raw_line']])).toEqual([
      ['3', 'line_broken_quote', 'C2,2,"x,y'],
      ['4', 'line_field_count', 'C3,3,x'],
      ['7', 'line_field_count', 'C5,5'],
    ]);
    expect(manifest).toMatchObject({
      rows: 2,
      rejectedRows: 3,
      files: [{ rows: 2, rejectedRows: 3, repeatedHeaders: 1 }],
    });
  });
  it.each([
    ['FILE_EMPTY', '', 'is empty'],
    ['FILE_EMPTY', '\n\n', 'is empty'],
    ['FILE_COLUMN_MISSING', 'Procedure Code Category,Code Status\n1,2\n', 'lacks CPT Codes'],
    // As UTF-16 without and with a byte order mark looks to a reader of UTF-8.
    ['FILE_ENCODING_DIFFERS', [...`${HEADER}\nC1,1,x,y\n`].join('\0'), 'has NUL bytes in its header'],
    ['FILE_ENCODING_DIFFERS', `\ufeff\0${[...HEADER].join('\0')}\0\n`, 'has NUL bytes in its header'],
    ['FILE_COLUMN_REPEATED', `${HEADER},cpt codes\n1,2,3,4,5\n`, 'CPT Codes'],
    ['FILE_HEADER_BROKEN', `${HEADER},"Note\nof smith"\nC1,1,x,y,z\n`, 'a line break in column 5'],
    ['FILE_HEADER_BROKEN', `"CPT\rCodes",${HEADER}\n1,C1,1,x,y\n`, 'a line break in column 1'],
    ['FILE_COLUMN_MISSING', `${HEADER.replace(' Codes', '\rCodes')}\nC1,1,x,y\n`, 'lacks CPT Codes'],
    ['FILE_WITHOUT_ROWS', `${HEADER}\n\n`, 'has 75 bytes and no row'],
    ['FILE_WITHOUT_ROWS', `${HEADER}`, 'has 73 bytes and no row'],
    ['FILE_WITHOUT_ROWS', `${HEADER}\r${HEADER}\r${HEADER}`, 'has 221 bytes and no row'],
    [
      'FILE_TOO_MANY_BAD_LINES',
      `${HEADER}\nC1,1,x,y\nsecret,2\nsecret,3\n`,
      '2 of 3 lines, 3 (line_field_count), 4 (line_field_count)',
    ],
  ])(
    'refuses a file with %s: it stays, the others are landed and archived, and no value is reported',
    async (code, content, words) => {
      const lake = newLake();
      send(lake, 'a-good.csv', `${HEADER}\nC1,1,x,y\n`, 1);
      send(lake, 'b-claims-of-smith.csv', content, 2);
      send(lake, 'c-good.csv', `${HEADER}\nC3,3,x,y\n`, 3);
      const { manifest, rows } = await extractCodes(lake);
      expect(rows.map((row) => row['category'])).toEqual(['C1', 'C3']);
      expect(manifest.refused).toEqual([
        { sha256: expect.stringMatching(/^[0-9a-f]{64}$/), code, detail: expect.stringContaining(words) },
      ]);
      expect(JSON.stringify(manifest.refused)).not.toMatch(/secret|smith/);
      const [{ sha256 = '', detail = '' } = {}] = manifest.refused;
      expect(detail).toContain(`b-claims….csv of reference/cpt_codes (sha256 ${sha256.slice(0, 12)})`);
      await archiveFiles(manifest, lake, fileFormat());
      expect((await lake.inbox.list('')).map(({ key }) => key)).toEqual(['reference/cpt_codes/b-claims-of-smith.csv']);
    },
  );
  it('refuses a file whose lines are all bad, also where bad lines are allowed', async () => {
    const lake = newLake();
    send(lake, 'a.csv', `${HEADER}\nC1,1\nC2,2\n`);
    const { manifest } = await extractCodes(lake, 'r1', spec({}, 1));
    expect(manifest).toMatchObject({ rows: 0, rejectedRows: 0, files: [], refused: [{ code: 'FILE_WITHOUT_ROWS' }] });
  });
  it('reads a file that ends its lines with CR, and says which columns it does not know', async () => {
    const lake = newLake();
    const unreadable = 'C3,3';
    send(lake, 'a.csv', [`${HEADER},Note,`, 'C1,1,x,y,a,', 'C2,2,"x\ry",,b,', unreadable, ''].join('\r'));
    const { manifest, rows } = await extractCodes(lake);
    expect(rows).toMatchObject([
      { procedure_code: '00001', code_status: 'y', _source_line: '2' },
      { procedure_code: '00002', description: 'x\ry', code_status: null, _source_line: '3' },
    ]);
    expect(manifest.files).toMatchObject([{ rows: 2, rejectedRows: 1, unknownColumns: [5, 6] }]);
    expect(await landedRows(lake, manifest.rejectedParts)).toMatchObject([
      { _source_line: '5', _raw_line: unreadable },
    ]);
  });
  it('names a format; one that does not exist is refused before anything is read', async () => {
    const lake = newLake();
    send(lake, 'a.csv', `${HEADER}\nC1,1,x,y\n`);
    expect((await extractCodes(lake, 'r1', spec({ format: 'csv' }))).rows).toHaveLength(1);
    await expect(extractCodes(lake, 'r2', spec({ format: 'x999' }))).rejects.toMatchObject({
      code: 'FILE_FORMAT_UNKNOWN',
    });
  });
});

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { extractCodes, newLake, send } from '../../extracted.fixture';
import { csv } from '../formats/csv';
import { fileFormat } from '../formats/registry';
import { archiveFiles } from '../inbox';
import { filesIn } from './packed-file';
import { UNPACK_LIMITS } from './unpack-limits';
import { zipOf } from './zip.fixture';

const folder = mkdtempSync(join(tmpdir(), 'rcm-packed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HEADER = 'Procedure Code Category,CPT Codes,Procedure Code Descriptions,Code Status';
const file = (...codes: string[]) => [HEADER, ...codes.map((code) => `C${code},${code},x,y`), ''].join('\n');

/** What every file in a delivered file holds, and how many members are not files of the format. */
async function unpacked(name: string, content: Buffer) {
  const path = join(folder, createHash('sha256').update(content).digest('hex'));
  writeFileSync(path, content);
  const contents: string[] = [];
  let others = 0;
  for await (const each of filesIn({ name, path, shownAs: 'a file' }, csv, () => others++)) {
    const chunks: Buffer[] = [];
    for await (const chunk of each.content()) chunks.push(chunk);
    contents.push(Buffer.concat(chunks).toString());
  }
  return { contents, others };
}

describe('a packed file', () => {
  it('is read as what it holds: of a zip each member of the format, in the order of their names', async () => {
    expect(await unpacked('a.csv', Buffer.from('one'))).toEqual({ contents: ['one'], others: 0 });
    expect(await unpacked('a.csv.gz', gzipSync('one'))).toEqual({ contents: ['one'], others: 0 });
    const joined = Buffer.concat([gzipSync('one'), gzipSync('two')]);
    expect(await unpacked('A.GZ', joined)).toEqual({ contents: ['onetwo'], others: 0 });
    const zip = zipOf([
      { name: 'claims/b.csv', content: 'two' },
      { name: 'claims/', content: '' },
      { name: '__MACOSX/._b.csv', content: 'junk' },
      { name: 'readme.pdf', content: 'junk' },
      { name: 'inner.csv.zip', content: 'junk' },
      { name: 'claims/a.CSV', content: 'one' },
    ]);
    expect(await unpacked('a.zip', zip)).toEqual({ contents: ['one', 'two'], others: 3 });
  });

  const good = zipOf([{ name: 'a.csv', content: file('1') }]);
  it.each<[string, string, string, Buffer]>([
    ['a gzip that was cut', 'FILE_ARCHIVE_INVALID', 'a.csv.gz', gzipSync(file('1')).subarray(0, 40)],
    ['text that is called gzip', 'FILE_ARCHIVE_INVALID', 'a.csv.gz', Buffer.from(file('1'))],
    ['nothing', 'FILE_EMPTY', 'a.csv.gz', Buffer.alloc(0)],
    ['a zip that was cut', 'FILE_ARCHIVE_INVALID', 'a.zip', good.subarray(0, good.length - 10)],
    [
      'a member with another checksum',
      'FILE_ARCHIVE_INVALID',
      'a.zip',
      zipOf([{ name: 'a.csv', content: 'x', lies: { crc: 7 } }]),
    ],
    [
      'a member with another size',
      'FILE_ARCHIVE_INVALID',
      'a.zip',
      zipOf([{ name: 'a.csv', content: 'xyz', lies: { size: 2 } }]),
    ],
    ['a password', 'FILE_ARCHIVE_INVALID', 'a.zip', zipOf([{ name: 'a.csv', content: 'x', lies: { flags: 1 } }])],
    ['a name above the archive', 'FILE_ARCHIVE_INVALID', 'a.zip', zipOf([{ name: '../../smith.csv', content: 'x' }])],
    ['a name from the root', 'FILE_ARCHIVE_INVALID', 'a.zip', zipOf([{ name: '/etc/smith.csv', content: 'x' }])],
    ['a name with backslashes', 'FILE_ARCHIVE_INVALID', 'a.zip', zipOf([{ name: '..\\smith.csv', content: 'x' }])],
    ['no member of the format', 'FILE_FORMAT_DIFFERS', 'a.zip', zipOf([{ name: 'smith.pdf', content: 'x' }])],
    ['no member', 'FILE_FORMAT_DIFFERS', 'a.zip', zipOf([])],
  ])('with %s is refused by %s, without a name of a member', async (_, code, name, content) => {
    const refused = unpacked(name, content);
    await expect(refused).rejects.toMatchObject({ code });
    await refused.catch((error) => expect(String(error)).not.toContain('smith'));
  });

  it('that was built to fill the machine is refused early, by one member or by all together', async () => {
    const zeros = Buffer.alloc(UNPACK_LIMITS.ratioFrom + 1_000_000);
    await expect(unpacked('a.csv.gz', gzipSync(zeros))).rejects.toMatchObject({ code: 'FILE_LIMIT_EXCEEDED' });
    const half = { content: zeros.subarray(0, zeros.length / 2 + 1) };
    const zip = zipOf([
      { name: 'a.csv', ...half },
      { name: 'b.csv', ...half },
    ]);
    await expect(unpacked('a.zip', zip)).rejects.toMatchObject({ code: 'FILE_LIMIT_EXCEEDED' });
    const many = zipOf(
      Array.from({ length: UNPACK_LIMITS.members + 1 }, (_, index) => ({ name: `${index}.csv`, content: '' })),
    );
    await expect(unpacked('a.zip', many)).rejects.toMatchObject({ code: 'FILE_LIMIT_EXCEEDED' });
  });
});

it('packed deliveries land as the plain one does, are archived as they came, and a bad one stops no other', async () => {
  const lake = newLake();
  send(lake, 'a.csv.gz', gzipSync(file('1', '2')), 1);
  send(
    lake,
    'b.zip',
    zipOf([
      { name: '2.csv', content: file('4') },
      { name: '1.csv', content: file('3') },
      { name: 'x.pdf', content: '' },
    ]),
    2,
  );
  send(lake, 'miller_john.csv.gz', Buffer.from('no gzip'), 3);
  // A packed file under the ending of a plain one.
  send(lake, 'd.csv', gzipSync(file('5')), 4);
  send(lake, 'e.csv', file('6'), 5);
  const { manifest, rows } = await extractCodes(lake);
  expect(rows.map(({ category, _source_line }) => [category, _source_line])).toEqual([
    ['C1', '2'],
    ['C2', '3'],
    ['C3', '2'],
    ['C4', '2'],
    ['C6', '2'],
  ]);
  expect(manifest.files.map(({ rows: read, otherMembers }) => [read, otherMembers])).toEqual([
    [2, 0],
    [2, 1],
    [1, 0],
  ]);
  expect(manifest.refused.map(({ code }) => code)).toEqual(['FILE_ARCHIVE_INVALID', 'FILE_FORMAT_DIFFERS']);
  expect(JSON.stringify(manifest.refused)).not.toContain('john');
  await archiveFiles(manifest, lake, fileFormat());
  const kept = (await lake.archive.list('')).map(({ key }) => key.slice(key.indexOf('.')));
  expect(kept.sort()).toEqual(['.csv', '.csv.gz', '.csv.zip']);
});

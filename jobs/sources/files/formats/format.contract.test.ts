import { arrival } from '../arrival';
import type { FeedLayout, FileFormat, FileLine } from './format';
import type { FormatAtTest } from './format-at-test.fixture';
import { FILE_FORMATS, fileFormat } from './registry';

/** What a format finds in a file that arrives in chunks of `size` bytes. */
async function read(
  format: FileFormat,
  layout: FeedLayout,
  content: string | Buffer,
  size = 65_536,
): Promise<FileLine[]> {
  const { file } = inChunks(content, size);
  const found: FileLine[] = [];
  for await (const lines of format.read(file, layout)) found.push(...lines);
  return found;
}

function inChunks(content: string | Buffer, size: number) {
  const bytes = Buffer.from(content);
  const taken = { chunks: 0 };
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) {
      taken.chunks++;
      yield bytes.subarray(at, at + size);
    }
  }
  return { taken, all: Math.ceil(bytes.length / size), file: { shownAs: 'a file', content: chunks } };
}

describe.each(FILE_FORMATS.map((format) => [format.id, format] as const))('file format %s', (id, format) => {
  const { atTest } = require(`./${id}.fixture`) as { atTest: FormatAtTest };
  const { layout } = atTest;

  it('refuses an empty file', async () => {
    await expect(read(format, layout, '')).rejects.toMatchObject({
      code: 'FILE_EMPTY',
      detail: expect.stringMatching(/^a file /),
    });
  });

  it('finds nothing in a file without rows', async () => {
    expect(await read(format, layout, atTest.file(0))).toEqual([]);
  });

  it.each([1, 7, 65_536])(
    'finds every row in its order, with its table and line, in chunks of %d bytes',
    async (size) => {
      const expected = [0, 1, 2].map((number) => atTest.row(number));
      expect(await read(format, layout, atTest.file(3), size)).toEqual(expected);
    },
  );

  it('gives each row one field for each column of its table', () => {
    const { table, fields } = atTest.row(0);
    expect(fields).toHaveLength(layout.tables[table]?.length ?? -1);
  });

  it('gives up a bad line with its number and reason, and no other', async () => {
    const { content, before, rejected, after } = atTest.badLine;
    expect(await read(format, layout, content)).toEqual([before, rejected, after]);
    expect(rejected.raw).not.toBe('');
  });

  it('keeps what stands before a cut last line, or refuses what cannot be read without its end', async () => {
    const { truncated } = atTest;
    const found = read(format, layout, truncated.content);
    if ('code' in truncated) await expect(found).rejects.toMatchObject({ code: truncated.code });
    else expect(await found).toEqual(truncated.lines);
  });

  it.each(atTest.encodings)('reads $encoding', async ({ encoding, content, row }) => {
    expect(await read(format, { ...layout, encoding }, content)).toEqual([row]);
  });

  it('reads a file while it arrives: rows come early, and nothing is read before its row is taken', async () => {
    const { file, taken, all } = inChunks(atTest.file(20_000), 4_096);
    expect(all).toBeGreaterThan(20);
    let batches = format.isReadWhole ? all : 0;
    let rows = 0;
    for await (const lines of format.read(file, layout)) {
      batches++;
      rows += lines.length;
      expect(taken.chunks).toBeLessThanOrEqual(batches + 1);
    }
    expect(rows).toBe(20_000);
  });

  it('stops reading when its reader stops', async () => {
    const { file, taken } = inChunks(atTest.file(20_000), 4_096);
    for await (const _lines of format.read(file, layout)) break;
    expect(taken.chunks).toBeLessThanOrEqual(format.isReadWhole ? Number.POSITIVE_INFINITY : 2);
  });

  it('names endings of files in lower case, and takes them in any case', () => {
    for (const extension of format.extensions) {
      expect(extension).toMatch(/^[a-z0-9]+(\.[a-z0-9]+)*$/);
      expect(arrival(`january.${extension.toUpperCase()}`, format.extensions)).toBe('delivered');
    }
    expect(arrival('january.pdf', format.extensions)).toBe('other');
    expect(arrival(`january${format.extensions[0]}`, format.extensions)).toBe('other');
  });

  it('is found by its id', () => expect(fileFormat(id)).toBe(format));
});

describe('the registry of file formats', () => {
  it('names each format once', () => {
    const ids = FILE_FORMATS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('takes csv for a feed that names no format', () => expect(fileFormat().id).toBe('csv'));

  it('refuses a format that nobody wrote, and lists those that exist', () => {
    const detail = `no file format is called "x999"; there are ${FILE_FORMATS.map(({ id }) => id).join(', ')}`;
    expect(() => fileFormat('x999')).toThrow(expect.objectContaining({ code: 'FILE_FORMAT_UNKNOWN', detail }));
  });
});

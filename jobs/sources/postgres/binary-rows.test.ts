import fc from 'fast-check';
import { CanonicalText } from '../../lake/canonical-text';
import { fieldsOf } from '../database/visits.fixture';
import { BinaryRows } from './binary-rows';

const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const int16 = (value: number) => int32(value).subarray(2);

/** A binary COPY as the server's manual describes it. */
function copied(rows: readonly (readonly (string | null)[])[]): Buffer {
  const field = (text: string | null) =>
    text === null ? [int32(-1)] : [int32(Buffer.byteLength(text)), Buffer.from(text)];
  const pieces = rows.flatMap((row) => [int16(row.length), ...row.flatMap(field)]);
  return Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), int32(0), int32(0), ...pieces, int16(-1)]);
}

it('reads the rows of a COPY, in whatever pieces they come', async () => {
  const text = fc.option(fc.string({ unit: 'binary' }).map((given) => Buffer.from(given).toString('utf8')));
  const table = fc
    .integer({ min: 1, max: 3 })
    .chain((width) => fc.array(fc.array(text, { minLength: width, maxLength: width })));
  await fc.assert(
    fc.asyncProperty(table, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), async (rows, sizes) => {
      const chunks: Buffer[] = [];
      const written = new CanonicalText((chunk) => chunks.push(chunk));
      const binary = new BinaryRows(written, 1);
      const bytes = copied(rows);
      for (let at = 0, turn = 0; at < bytes.length; turn++) {
        const size = sizes[turn % sizes.length] ?? 1;
        binary.add(bytes.subarray(at, at + size));
        at += size;
      }
      written.flush();
      async function* all() {
        yield* chunks;
      }
      expect(await fieldsOf(all())).toEqual(rows.map((row) => [...row, null]));
    }),
  );
});

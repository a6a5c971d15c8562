import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { canonicalRows } from './canonical-text';
import { rowChunks } from './row-chunks';
import { readText } from './typed-rows';

const folder = mkdtempSync(join(tmpdir(), 'rcm-text-columns-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Texts of the lengths at which a field or the way of copying it is written otherwise, and any other. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }).map((given) => Buffer.from(given).toString('utf8')),
  fc
    .constantFrom(0, 1, 47, 48, 250, 251, 252, 255, 256, 65_535, 65_536, 70_000)
    .map((length) => 'é'.repeat(length / 2)),
  fc.constantFrom('', '"', ',', '\n', '\0', 'NULL', '\u001f'),
);

it('gives the engine every text as it was, NULL as NULL, and the rows in their order', async () => {
  const engine = await (await DuckDBInstance.create(':memory:')).connect();
  let files = 0;
  const rowsOf = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(fc.option(text), { minLength: width, maxLength: width }), { maxLength: 40 }));
  await fc.assert(
    fc.asyncProperty(rowsOf, fc.integer({ min: 1, max: 17 }), async (rows, limit) => {
      const names = (rows[0] ?? []).map((_, index) => `o${index}`);
      const found: unknown[][] = [];
      const counts: number[] = [];
      const limits = { rows: limit, bytes: 32_000_000, rowBytes: 4_000_000 };
      for await (const chunk of rowChunks(
        canonicalRows(() => rows),
        names,
        join(folder, `${files++}-`),
        limits,
      )) {
        counts.push(chunk.rows);
        const read = await engine.runAndReadAll(`select ${names.join(', ')} from ${readText(chunk.path)}`);
        found.push(...read.getRowsJson());
      }
      expect(found).toEqual(rows);
      expect(counts.every((count, index) => count === Math.min(limit, rows.length - index * limit))).toBe(true);
    }),
    { numRuns: 150 },
  );
});

import { entity } from '../../model/catalogue';
import { mappedColumns, sourceColumns } from '../../model/mapping/mapped-columns';
import { parseSpec } from '../../model/parse-spec';
import { hospitalSpecSchema } from '../../model/spec';
import { canonicalRows } from './canonical-text';
import { newStore, ORIGIN, parquet, TAKEN_AT, TIME_ZONE } from './landed-rows.fixture';
import { land } from './landing';

export type Columns = Readonly<Record<string, unknown>>;
export type SourceRow = Readonly<Record<string, string | null>>;

/** Lands rows of a source under a mapping that the spec's schema has checked. */
export async function landedUnder(
  table: string,
  columns: Columns,
  rows: readonly SourceRow[],
  instants: readonly string[] = [],
) {
  const of = entity(table);
  const spec = parseSpec(hospitalSpecSchema, {
    id: 'hospital-a',
    emr: { kind: 'mysql', host: 'h', database: 'd', user: 'u' },
    tables: [table],
    mapping: { [table]: { columns } },
  });
  const mapped = mappedColumns(of, spec.mapping);
  const store = newStore();
  const request = { store, entity: of, columns: mapped, hospitalId: 'hospital-a', runId: 'r1', timeZone: TIME_ZONE };
  const names = sourceColumns(mapped).map(({ name }) => name);
  const manifest = await land(request, async (open) => {
    const texts = rows.map((row) => [...names.map((name) => row[name] ?? null), null]);
    await open.rows(
      canonicalRows(() => texts),
      { ...ORIGIN, instants },
    );
    return { takenAt: TAKEN_AT, watermark: null, files: [], whole: true, sourceTotals: null };
  });
  return { manifest, rows: await parquet(store, manifest.parts) };
}

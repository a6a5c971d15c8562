import { openAsKnown } from '../../jobs/run/known-warehouse';
import type { Row } from '../../jobs/warehouse/warehouse';
import { GOLD_TABLES } from '../../model/gold';
import { openSamplePipeline } from './sample-pipeline';
import { sampleSpec } from './sample-spec';

/** Late and restated rows of three days: what each day published can be asked for afterwards, cell by cell. */
it('gives every table of gold as each run published it, whatever later runs changed', async () => {
  const spec = sampleSpec();
  const pipeline = await openSamplePipeline(spec, { patients: 60, encounters: 100 });
  try {
    const published: { readonly at: string; readonly gold: Record<string, Row[]> }[] = [];
    for (const day of [1, 2, 3] as const) {
      await pipeline.write(day);
      const { runId, status } = await pipeline.run();
      expect(status).toBe('SUCCEEDED');
      const [built] = await pipeline.rows(
        `select max(started_at) as started_at from ops.steps where run_id = '${runId}' and step_id = 'dimensions'`,
      );
      published.push({ at: String(built?.['started_at']), gold: await goldOf((sql) => pipeline.rows(sql)) });
    }
    expect(published[0]?.gold['fact_claims']).not.toEqual(published[2]?.gold['fact_claims']);
    await pipeline.context.close();
    for (const { at, gold } of published) {
      const known = await openAsKnown(`${pipeline.folder}/warehouse.duckdb`, spec, at);
      expect(await goldOf((sql) => known.query({ name: 'test', sql }))).toEqual(gold);
      await known.close();
    }
  } finally {
    await pipeline.remove();
  }
}, 300_000);

async function goldOf(query: (sql: string) => Promise<Row[]>): Promise<Record<string, Row[]>> {
  const tables: Record<string, Row[]> = {};
  for (const { name } of GOLD_TABLES) {
    const rows = (await query(`select * from gold.${name}`)).map((row) => JSON.stringify(row)).sort();
    tables[name] = rows.map((row) => JSON.parse(row) as Row);
  }
  return tables;
}

import { statusText } from '../../cli/commands/status';
import { readStatus } from '../../cli/local-warehouse/status';
import { ENTITIES, silverTable } from '../../model/catalogue';
import type { PipelineSpec } from '../../model/spec';
import { openSamplePipeline } from './sample-pipeline';
import { sampleSpec } from './sample-spec';

/** The sample group, in which the lookup of hospital-b has the lines that `kept` keeps. */
function groupWith(kept: (line: { readonly payer: string }) => boolean): PipelineSpec {
  const spec = sampleSpec();
  const hospitals = spec.hospitals.map((hospital) =>
    hospital.id === 'hospital-b' ? { ...hospital, payers: hospital.payers?.filter(kept) } : hospital,
  );
  return { ...spec, hospitals };
}

it('adds a payer up over the group as soon as a lookup names it, without reading or versioning a row again', async () => {
  const lacking = groupWith(({ payer }) => payer !== 'aetna');
  const pipeline = await openSamplePipeline(sampleSpec(), { patients: 50, encounters: 100, months: 2 });
  const silver = async () => {
    const tables = ENTITIES.map(
      (each) =>
        `select '${each.name}' as name, cast(hash(t) as varchar) as row_hash from silver.${silverTable(each).name} t`,
    );
    return pipeline.rows(`select * from (${tables.join(' union all ')}) order by all`);
  };
  const charges = async () =>
    (
      await pipeline.rows(
        "select hospital_id, slice, value from gold.kpi_values where kpi_id = 'gross_charges' and slice_kind = 'payer' and (slice like '%aetna%' or slice like '%/%') order by all",
      )
    ).map((row) => `${row['hospital_id']} ${row['slice']}`);
  const linesOfStatus = async () =>
    statusText(await readStatus(pipeline.context.warehouse, 1, null), new Date())
      .split('\n')
      .filter((line) => line.includes('unmapped payers'));
  try {
    await pipeline.write(1);
    await pipeline.reopen(lacking);
    expect((await pipeline.run()).status).toBe('SUCCEEDED');
    const source = sampleSpec().hospitals[1]?.payers?.find(({ payer }) => payer === 'aetna')?.source;
    expect(new Set(await charges())).toEqual(
      new Set(['all aetna', 'hospital-a aetna', `all hospital-b/${source}`, `hospital-b hospital-b/${source}`]),
    );
    expect(await linesOfStatus()).toEqual([
      expect.stringMatching(/^warning: unmapped payers in \d+ of \d+ rows of hospital-b\.fact_claims$/),
      expect.stringMatching(/^warning: unmapped payers in \d+ of \d+ rows of hospital-b\.fact_transactions$/),
    ]);
    const before = await silver();
    await pipeline.reopen(sampleSpec());
    const { runId, status } = await pipeline.run();
    expect(status).toBe('SUCCEEDED');
    expect(await charges()).toEqual(['all aetna', 'hospital-a aetna', 'hospital-b aetna']);
    expect(await linesOfStatus()).toEqual([]);
    expect(await silver()).toEqual(before);
    expect(
      await pipeline.rows(`select cast(sum(rows_new) as varchar) as n from ops.loads where run_id = '${runId}'`),
    ).toEqual([{ n: '0' }]);
  } finally {
    await pipeline.remove();
  }
}, 120_000);

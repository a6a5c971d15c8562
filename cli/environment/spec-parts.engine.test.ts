import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { GcsStore } from '../../jobs/lake/gcs-store';
import { extendModel, type ModelExtensionInput } from '../../model/extension/extension-spec';
import { SUNRISE_EXTENSION } from '../../model/extension/sunrise-extension.fixture';
import { ClaimsInbox, Emr, Hospital, RcmEnvironment, synthesize } from '../../stacks';
import { type BuiltRcm, buildRcm } from '../../test/built-rcm';
import { describeEngine } from '../../test/engines/available';
import { sharedGcs } from '../../test/engines/shared-engines';
import MINIMAL_ENVIRONMENT from '../../test/minimal-environment.json';
import { SynthesizedStack } from '../../test/synthesized-stack';

jest.setTimeout(120_000);

/** A table that comes as files, beside what the fixture adds. */
const BED_COUNTS: NonNullable<ModelExtensionInput['tables']>[number] = {
  ...{ name: 'bed_counts', title: 'Beds', grain: 'one row per ward', origin: 'feed', source: 'beds' },
  ...{ key: ['ward'], cursor: null },
  columns: [
    { name: 'ward', source: 'Ward', type: 'STRING', phi: 'none', presence: 'required', description: 'A ward.' },
    { name: 'beds', source: 'Beds', type: 'INT64', phi: 'none', presence: 'optional', description: 'Beds in it.' },
  ],
};

describeEngine('gcs', 'a spec in the parts that the stacks upload', () => {
  const folder = mkdtempSync(join(tmpdir(), 'spec-parts-'));
  const outdir = join(folder, 'cdktf.out');
  let rcm: BuiltRcm;
  let spec: string;
  const typed = (...words: string[]) =>
    rcm.run([...words, '--spec', spec], {
      cwd: folder,
      env: { STORAGE_EMULATOR_HOST: `${sharedGcs().endpoint}/storage/v1` },
    });

  beforeAll(async () => {
    rcm = buildRcm();
    const app = new App({ outdir });
    const { version: _, ...added } = SUNRISE_EXTENSION;
    const model = extendModel({ ...added, tables: [...(added.tables ?? []), BED_COUNTS] });
    const environment = new RcmEnvironment(app, 'sunrise-dev', { ...MINIMAL_ENVIRONMENT, model });
    const emr = Emr.cloudSql();
    new Hospital(environment, 'hospital-a', {
      emr,
      claims: ClaimsInbox.monthlyCsv(),
      feeds: { bed_counts: { delimiter: ';' } },
    });
    new Hospital(environment, 'hospital-b', { emr, claims: ClaimsInbox.monthlyCsv() });
    synthesize(app);
    const gcs = sharedGcs();
    const bucket = await gcs.createBucket();
    const store = new GcsStore(bucket, { endpoint: gcs.endpoint });
    for (const name of readdirSync(join(outdir, 'stacks'))) {
      const stack = new SynthesizedStack(name, readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'));
      for (const { type, attributes } of stack.resources())
        if (type === 'google_storage_bucket_object' && String(attributes['name']).startsWith('data/spec/'))
          await store.writeText(String(attributes['name']), String(attributes['content']).replaceAll('$${', '${'));
    }
    spec = `gs://${bucket}/data/spec`;
  });
  afterAll(() => {
    rcm.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is read from the bucket as it was synthesized, with what the environment adds to the model', async () => {
    const { exitCode, stdout, stderr } = await typed('spec');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const written = JSON.parse(readFileSync(join(outdir, 'specs/sunrise-dev.json'), 'utf8'));
    expect(JSON.parse(stdout)).toEqual(written);
    expect(written).toMatchObject({ model: { kpis: [{ id: 'interpreted_share' }] }, hospitals: [{}, {}] });
  });

  it('runs, and loads an added table from the files of the hospital that names it', async () => {
    const size = ['--patients', '50', '--encounters', '100', '--months', '2'];
    const sample = await typed('sample', ...size);
    expect(sample.exitCode === 0 ? '' : sample.stderr).toBe('');
    const run = await typed('run', '--hospital', 'hospital-a');
    expect(run.exitCode === 0 ? '' : run.stderr).toBe('');
    const sql = 'select hospital_id, count(*) > 0 as has from silver.bed_counts group by hospital_id';
    expect(JSON.parse((await typed('query', sql, '--json')).stdout)).toEqual([
      { hospital_id: 'hospital-a', has: true },
    ]);
  });
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { entity } from '../../../model/catalogue';
import type { PipelineSpec } from '../../../model/spec';
import { extractTable } from '../extract-table';
import { extractCodes, newLake, send, spec } from '../extracted.fixture';
import { fileFormat } from './formats/registry';
import { archiveFiles } from './inbox';

// Each landing starts an engine, which a busy machine takes its time for.
jest.setTimeout(30_000);

const HEADER = 'Procedure Code Category,CPT Codes,Procedure Code Descriptions,Code Status';
const claimsOfHospitalB = (lake: ReturnType<typeof newLake>, from: PipelineSpec) =>
  extractTable({
    ...{ spec: from, hospitalId: 'hospital-b', entity: entity('claims'), runId: 'r1' },
    ...{ previousWatermark: null, until: null, lake },
  });

describe('the files of a feed', () => {
  it('leaves alone what is not a file of the feed, and says how many', async () => {
    const lake = newLake();
    const others = ['Thumbs.db', 'readme', 'a.xlsx', '.trash/b.csv', '_c.csv', 'd.csv.part', 'e\\f.csv'];
    for (const name of others) send(lake, name, 'anything');
    for (const [minute, name] of ['1.CSV', '2.txt', '3.psv', '4.tsv', 'sub/5.csv'].entries())
      send(lake, name, `${HEADER}\nC${minute},${minute},x,y\n`, minute);
    const { manifest } = await extractCodes(lake);
    expect(manifest).toMatchObject({ rows: 5, refused: [], otherFiles: others.length });
    expect(manifest.files).toHaveLength(5);
  });
  it('orders files that arrived at one moment by the numbers in their names', async () => {
    const lake = newLake();
    const names = ['full_9.csv', 'full_10.csv', 'full_20261129.csv', 'full_20261130.csv'];
    for (const name of [...names].reverse()) send(lake, name, `${HEADER}\nC1,1,${name},y\n`, 1);
    send(lake, 'full_99.csv', `${HEADER}\nC1,1,x,y\n`, 0);
    const { manifest } = await extractCodes(lake);
    expect(manifest.files.map(({ key }) => key.split('/').at(-1))).toEqual(['full_99.csv', ...names]);
  });
  it('reads content again that comes back after other content, and archives each time', async () => {
    const lake = newLake();
    const [a, b] = [`${HEADER}\nC1,1,x,y\n`, `${HEADER}\nC1,1,x,z\n`];
    const hashes: string[] = [];
    for (const [day, content] of [a, b, a, a, b].entries()) {
      const newest = hashes.at(-1) ?? null;
      hashes.push(send(lake, `${day}.csv`, content, day));
      const { manifest } = await extractCodes(lake, `r${day}`, spec(), { newest, files: [] });
      expect(manifest.files.map(({ rows, duplicate }) => [rows, duplicate])).toEqual(
        day === 3 ? [[0, true]] : [[1, false]],
      );
      expect(await archiveFiles(manifest, lake, fileFormat())).toEqual({ archived: 1, replaced: 0 });
    }
    const kept = (await lake.archive.list('')).map(({ key }) => key.slice('reference/cpt_codes/'.length));
    expect(kept.sort()).toEqual(
      [`${hashes[0]}.csv`, `${hashes[0]}.r2.csv`, `${hashes[1]}.csv`, `${hashes[1]}.r4.csv`].sort(),
    );

    const once = newLake();
    for (const [minute, content] of [a, b, b, a].entries()) send(once, `${minute}.csv`, content, minute);
    const { manifest } = await extractCodes(once);
    expect(manifest.files.map(({ duplicate }) => duplicate)).toEqual([false, false, true, false]);
  });
  it('brings no rows of files that were loaded and not archived, and archives them as their run would have', async () => {
    const [a, b] = [`${HEADER}\nC1,1,x,y\nC2,no row\n`, `${HEADER}\nC1,1,x,z\n`];
    const deliveries = [a, b, a];
    const keptAfter = async (interruptions: number) => {
      const lake = newLake();
      for (const [minute, content] of deliveries.entries()) send(lake, `${minute}.csv`, content, minute);
      let { manifest } = await extractCodes(lake, 'r0');
      for (let run = 1; run <= interruptions; run++) {
        // The run before ended after it archived one file.
        await archiveFiles({ ...manifest, files: manifest.files.slice(0, 1) }, lake, fileFormat());
        const { runId, files } = manifest;
        const loaded = files.map((each) => ({ ...each, loadedBy: each.loadedBy ?? runId }));
        ({ manifest } = await extractCodes(lake, `r${run}`, spec(), {
          newest: files.at(-1)?.sha256 ?? null,
          files: loaded,
        }));
        expect(manifest).toMatchObject({ rows: 0, rejectedRows: 0 });
        expect(manifest.files.map(({ loadedBy }) => loadedBy)).toEqual(deliveries.slice(run).map(() => 'r0'));
      }
      await archiveFiles(manifest, lake, fileFormat());
      expect(await lake.inbox.list('')).toEqual([]);
      return (await lake.archive.list('')).map(({ key }) => key);
    };
    const undisturbed = await keptAfter(0);
    expect(undisturbed).toHaveLength(3);
    expect(await keptAfter(1)).toEqual(undisturbed);
    expect(await keptAfter(2)).toEqual(undisturbed);
  });
  it('reads a file that was sent again while its first delivery was not archived', async () => {
    const lake = newLake();
    const [a, b] = [`${HEADER}\nC1,1,x,y\n`, `${HEADER}\nC1,1,x,z\n`];
    send(lake, 'a.csv', a, 1);
    const newest = send(lake, 'b.csv', b, 2);
    const { manifest } = await extractCodes(lake);
    const files = manifest.files.map((each) => ({ ...each, loadedBy: 'r1' }));
    send(lake, 'a.csv', a, 3);
    const next = await extractCodes(lake, 'r2', spec(), { newest, files });
    expect(next.manifest.files.map(({ key, rows }) => [key.split('/').at(-1), rows])).toEqual([
      ['b.csv', 0],
      ['a.csv', 1],
    ]);
  });
  it('takes the same content once: twice in a day, and again after it was archived', async () => {
    const lake = newLake();
    const content = `${HEADER}\nC1,1,x,y\n`;
    const sha256 = send(lake, 'a.csv', content, 1);
    send(lake, 'b.csv', content, 2);
    const first = await extractCodes(lake);
    expect(first.manifest.files.map(({ rows, duplicate }) => [rows, duplicate])).toEqual([
      [1, false],
      [0, true],
    ]);

    expect(await archiveFiles(first.manifest, lake, fileFormat())).toEqual({ archived: 2, replaced: 0 });
    expect(await archiveFiles(first.manifest, lake, fileFormat())).toEqual({ archived: 0, replaced: 0 });
    expect(await lake.inbox.list('')).toEqual([]);
    expect((await lake.archive.list('')).map(({ key }) => key)).toEqual([`reference/cpt_codes/${sha256}.csv`]);
    expect(await lake.archive.readText(`reference/cpt_codes/${sha256}.csv`)).toBe(content);

    send(lake, 'c.csv', content, 3);
    expect((await extractCodes(lake, 'r2', spec(), { newest: sha256, files: [] })).manifest).toMatchObject({
      rows: 0,
      parts: [],
      files: [{ duplicate: true }],
    });
  });
  it('reads the same name with new content, and does not archive a file that was replaced after it was read', async () => {
    const lake = newLake();
    send(lake, 'a.csv', `${HEADER}\nC1,1,x,y\n`, 1);
    const { manifest } = await extractCodes(lake);
    const replacement = send(lake, 'a.csv', `${HEADER}\nC2,2,x,y\n`, 2);
    expect(await archiveFiles(manifest, lake, fileFormat())).toEqual({ archived: 0, replaced: 1 });
    expect((await extractCodes(lake, 'r2')).manifest.files).toMatchObject([
      { sha256: replacement, rows: 1, duplicate: false },
    ]);
  });
  it('gives the same manifest to a second call of the run, whatever has arrived since', async () => {
    const lake = newLake();
    send(lake, 'a.csv', `${HEADER}\nC1,1,x,y\n`, 1);
    const { manifest } = await extractCodes(lake);
    send(lake, 'b.csv', `${HEADER}\nC2,2,x,y\n`, 2);
    expect((await extractCodes(lake)).manifest).toEqual(manifest);
  });
  it('keeps hospitals apart by their folders', async () => {
    const lake = newLake();
    const path = join(lake.root, 'inbox/hospital-a/claims/x.csv');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, 'anything');
    expect(await claimsOfHospitalB(lake, spec())).toMatchObject({ hospitalId: 'hospital-b', rows: 0, files: [] });
  });
  it('takes the files that lie in the path of the feed, and leaves its neighbours', async () => {
    const lake = newLake();
    const names = entity('claims').columns.map(({ source }) => source);
    for (const name of ['A_claims_1.csv', 'B_claims_1.csv']) {
      const path = join(lake.root, 'inbox/shared', name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${names.join(',')}\nC1${','.repeat(names.length - 1)}\n`);
    }
    const from = spec();
    const hospitals = from.hospitals.map((each) => ({
      ...each,
      feeds: each.feeds.map((feed) => ({ ...feed, path: 'shared/B_{table}_*.csv' })),
    }));
    const manifest = await claimsOfHospitalB(lake, { ...from, hospitals });
    expect(manifest.files.map(({ key, rows }) => [key, rows])).toEqual([['shared/B_claims_1.csv', 1]]);
    expect(await archiveFiles(manifest, lake, fileFormat())).toEqual({ archived: 1, replaced: 0 });
    expect((await lake.inbox.list('')).map(({ key }) => key)).toEqual(['shared/A_claims_1.csv']);
  });
  it('keeps its files under the first extension of its format', async () => {
    const lake = newLake();
    const sha256 = send(lake, 'a.txt', `${HEADER}\nC1,1,x,y\n`);
    const { manifest } = await extractCodes(lake);
    await archiveFiles(manifest, lake, { extensions: ['x12', 'edi'] });
    expect((await lake.archive.list('')).map(({ key }) => key)).toEqual([`reference/cpt_codes/${sha256}.x12`]);
  });
});

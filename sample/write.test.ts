import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SampleDay } from './calendar';
import { twoHospitals } from './two-hospitals.fixture';
import { writeSample } from './write';
it('x', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rcm-sample-'));
  const t = performance.now();
  for (const day of [1, 2, 3] as const) console.log(JSON.stringify(await writeSample({ spec: twoHospitals(), extractsFolder: join(folder, 'extracts'), inboxFolder: join(folder, 'inbox'), truthFolder: join(folder, 'truth'), day })));
  console.log(folder, performance.now() - t, process.memoryUsage().rss / 1e6);
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const ROOT = join(__dirname, '..', '..');
/** An environment file as a customer may write it by mistake. */
const ENVIRONMENT = `
import { Emr, Hospital, RcmEnvironment } from '${join(ROOT, 'stacks')}';
export const ENVIRONMENTS = {
  'sunrise-dev': (app) => {
    const environment = new RcmEnvironment(app, 'sunrise-dev', {
      projectId: 'Sunrise_RCM',
      projectNumber: '100000000001',
      region: 'us-central1',
      groups: { engineers: 'rcm-engineers@sunrise.example', analysts: 'rcm-analysts@sunrise.example', reviewers: 'compliance@sunrise.example' },
      dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' },
    });
    new Hospital(environment, 'hospital-a', { emr: Emr.cloudSql(), tables: ['patient'] });
    new Hospital(environment, 'hospital-a', { emr: Emr.cloudSql(), mapping: { patients: { columns: { lastname: 'Nachname' } } } });
  },
};`;

it('ends with 2 and every problem at once, and writes no stack, when an environment cannot be used', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'refused-'));
  try {
    const program = join(folder, 'main.js');
    await build({
      ...{ entryPoints: [join(ROOT, 'main.ts')], outfile: program, logLevel: 'error' },
      ...{ bundle: true, platform: 'node', packages: 'external' },
      plugins: [
        {
          name: 'environments',
          setup: ({ onResolve, onLoad }) => {
            onResolve({ filter: /^\.\/environments$/ }, () => ({ path: 'environments', namespace: 'written' }));
            onLoad({ filter: /.*/, namespace: 'written' }, () => ({ contents: ENVIRONMENT, resolveDir: ROOT }));
          },
        },
      ],
    });
    writeFileSync(join(folder, 'package.json'), '{}');
    const outdir = join(folder, 'out');
    const { status, stdout, stderr } = spawnSync(process.execPath, [program], {
      encoding: 'utf8',
      env: { ...process.env, NODE_PATH: join(ROOT, 'node_modules'), CDKTF_OUTDIR: outdir, RCM_ENVIRONMENTS: '' },
    });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    const problems = stderr.split('\n').filter((line) => line.startsWith('  '));
    expect(problems.map((line) => line.trim().replace(/: .*/, '')).sort()).toEqual([
      'HOSPITAL_ID_REPEATED at sunrise-dev.hospitals.hospital-a',
      'MAPPING_COLUMN_UNKNOWN at sunrise-dev.hospitals.hospital-a.mapping.patients.columns.lastname',
      'PROJECT_INVALID at sunrise-dev.project',
      'TABLE_UNKNOWN at sunrise-dev.hospitals.hospital-a.tables[0]',
    ]);
    expect(stderr).toContain('did you mean "patients"?');
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(readdirSync(outdir, { recursive: true })).toEqual(['stacks']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleSpec } from '../../test/acceptance/sample-spec';
import { type BuiltRcm, buildRcm } from '../../test/built-rcm';

/** The parser reads several hundred statements, on a machine that may do much else. */
jest.setTimeout(120_000);

describe('rcm cost', () => {
  let rcm: BuiltRcm;
  let folder: string;
  beforeAll(() => {
    rcm = buildRcm();
    folder = mkdtempSync(join(tmpdir(), 'rcm-cost-'));
    writeFileSync(join(folder, 'spec.json'), JSON.stringify(sampleSpec()));
  });
  afterAll(() => {
    rcm.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const cost = (...words: string[]) =>
    rcm.run(['cost', '--spec', join(folder, 'spec.json'), ...words], { cwd: folder });

  it('prints a day by layer, and says what was assumed and that it is a model', async () => {
    const { exitCode, stdout } = await cost();
    expect(exitCode).toBe(0);
    expect(stdout).toContain('by a model that was not compared with a bill; list prices of ');
    expect(stdout).toContain(
      '2 hospitals with 1,000,000 transactions each, 1 % of the rows new or changed a day, 3 years',
    );
    for (const layer of ['bronze', 'quarantine', 'silver', 'gold', 'all'])
      expect(stdout).toMatch(new RegExp(`│ ${layer} `));
    expect(stdout).toMatch(/Cloud Run: \d+ executions/);
    expect(stdout).not.toContain('WAREHOUSE_BYTES_EXCEEDED');
  });

  it('says what its options make of it, and when a step would exceed the limit of a job', async () => {
    const { stdout } = await cost('--transactions', '10000000000', '--changed', '0.5', '--years', '10', '--json');
    const found = JSON.parse(stdout);
    expect(found.assumed).toEqual({ hospitals: 2, transactions: 10_000_000_000, changedShare: 0.5, years: 10 });
    expect(
      found.layers.map(({ usd }: { usd: number }) => usd).reduce((sum: number, usd: number) => sum + usd),
    ).toBeCloseTo(found.usd);
    expect((await cost('--transactions', '10000000000')).stdout).toContain('WAREHOUSE_BYTES_EXCEEDED');
  });

  it.each([
    ['--transactions', '0'],
    ['--changed', '2'],
    ['--years', 'many'],
  ])('refuses %s %s', async (option, value) => {
    expect((await cost(option, value)).exitCode).toBe(2);
  });
});

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// Two runs, each a process, and a database server.
jest.setTimeout(300_000);

const bench = (...args: string[]) =>
  spawnSync(process.execPath, [join(__dirname, 'run.mjs'), ...args], { encoding: 'utf8' });

it('measures the first run of a hospital and one after a change', () => {
  const { stdout, stderr, status } = bench('--rows', '1000', '--runs', '0.05');
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  // 20 departments, 200 providers, 100 patients, 500 encounters, 1,000 transactions, 250 claims.
  expect(stdout).toMatch(/\| first \| 2,070 \|/);
  // 5 % of those with a time of change, the newest row of each table of the database again, and all departments and providers.
  expect(stdout).toMatch(/\| 5 % changed \| 316 \|/);
});

it('says what disk it takes, and does not begin where there is less', () => {
  const { stdout, stderr, status } = bench('--rows', '1000000000000');
  expect(stdout).toContain('1,000,000,000,000 transactions take about');
  expect(stderr).toMatch(/^DISK_FULL: /);
  expect(status).toBe(2);
});

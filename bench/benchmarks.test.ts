import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// Each is several processes.
jest.setTimeout(100_000);

/** Each benchmark as small as it goes, and a line that it ends with: a figure that cannot be had again proves nothing. */
const SMALL: Readonly<Record<string, { readonly args: readonly string[]; readonly prints: RegExp }>> = {
  'gold.mjs': { args: ['2000'], prints: /nothing new +dimensions [\d.]+ s/ },
  'landing.mjs': { args: ['1000'], prints: /"rows":1000,/ },
  'warehouse.mjs': { args: ['1000'], prints: /memory \d+ MiB before/ },
  'review.mjs': { args: ['1'], prints: /the review alone: [\d.]+ s/ },
  'history.mjs': { args: ['1000', '1'], prints: /our history +[\d.]+ s of processor time/ },
  'synth.mjs': { args: ['1', '1'], prints: /ratio +time [\d.]+/ },
};
/** Need a database server, so they have tests of their own beside this one. */
const ON_ENGINES = ['extract.mjs', 'run.mjs'];
/** Parts of benchmarks. */
const PARTS = [
  ...['dbt.mjs', 'exit-cost.cjs', 'extract-program.cjs', 'generated-hospital.mjs', 'history-deliveries.mjs'],
  ...['history-program.mjs', 'own-cost.cjs', 'plain-program.mjs', 'platform-program.cjs'],
];

it.each(Object.entries(SMALL))('%s runs', (program, { args, prints }) => {
  const output = execFileSync(process.execPath, [join(__dirname, program), ...args], {
    encoding: 'utf8',
    stdio: 'pipe',
  });
  expect(output).toMatch(prints);
});

it('is known of every program here', () => {
  const programs = readdirSync(__dirname).filter((name) => /\.[cm]js$/.test(name));
  expect(programs.sort()).toEqual([...Object.keys(SMALL), ...ON_ENGINES, ...PARTS].sort());
});

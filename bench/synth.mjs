// The cost of the platform's layers in synth: the same resources built by the platform and by plain cdktf (each resource one `new`
// with its configuration, references included), interleaved in one run, each in a process of its own; then 1, 10 and 100 hospitals.
// Run: npm run bench:synth [-- runs [hospitals]]: with fewer than 100 hospitals the targets are not judged.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { differences, writePlainProgram } from './plain-program.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const runs = Number(process.argv[2] ?? 7);
/** Inside the package: the programs find their packages from here. */
const folder = join(root, 'node_modules/.cache/bench/synth');
const most = Number(process.argv[3] ?? 100);
const HOSPITALS = Math.min(10, most);
const TARGETS = { ratio: 1.3, seconds: 10, megabytes: 600 };

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

/** Runs a program to its end; its last line of output is its own measurement. */
function measure(program, ...parameters) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...parameters], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}
const platformProgram = join(root, 'bench/platform-program.cjs');
const platform = (hospitals, out) => measure(platformProgram, String(hospitals), join(folder, out));

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const medians = (results) =>
  Object.fromEntries(Object.keys(results[0]).map((key) => [key, median(results.map((each) => each[key]))]));
const shown = ({ seconds, processor, megabytes }) =>
  `${seconds.toFixed(2)} s, ${processor.toFixed(2)} s of processor time, ${megabytes.toFixed(0)} MB`;

const reference = platform(HOSPITALS, 'platform');
const plainProgram = writePlainProgram(join(folder, 'platform'), join(folder, 'plain-program.cjs'));
const plain = () => measure(plainProgram, join(folder, 'plain'));
plain();
const unequal = differences(join(folder, 'platform'), join(folder, 'plain'));
if (unequal.length > 0)
  throw new Error(`The two programs synthesize different resources:\n${unequal.slice(0, 10).join('\n')}`);

const results = { platform: [], plain: [] };
for (let run = 0; run < runs; run += 1) {
  results.plain.push(plain());
  results.platform.push(platform(HOSPITALS, 'platform'));
}
const [ours, theirs] = [medians(results.platform), medians(results.plain)];
const ratio = (key) => (ours[key] / theirs[key]).toFixed(2);
console.log(`${reference.resources} resources, ${HOSPITALS} hospitals, medians of ${runs} interleaved runs`);
console.log(`  plain cdktf  ${shown(theirs)}`);
console.log(`  platform     ${shown(ours)}`);
console.log(
  `  ratio        time ${ratio('seconds')}, processor time ${ratio('processor')}, memory ${ratio('megabytes')}; at most ${TARGETS.ratio}`,
);

console.log('by hospitals, medians of at most 3 runs');
const bySize = [...new Set([1, HOSPITALS, most])].map((hospitals) => {
  const result = medians(Array.from({ length: Math.min(3, runs) }, () => platform(hospitals, `platform-${hospitals}`)));
  console.log(`  ${String(hospitals).padStart(3)}  ${result.resources} resources  ${shown(result)}`);
  return result;
});
const [compared = bySize[0], largest = compared] = [bySize.at(-2), bySize.at(-1)];
const perResource = (result) => (1_000 * result.processor) / result.resources;
console.log(
  `  per resource ${perResource(compared).toFixed(2)} ms with ${HOSPITALS} hospitals, ${perResource(largest).toFixed(2)} ms with ${most}`,
);

const missed = [
  ...(['seconds', 'megabytes'].some((key) => ours[key] > TARGETS.ratio * theirs[key]) ? ['ratio'] : []),
  ...(largest.seconds > TARGETS.seconds || largest.megabytes > TARGETS.megabytes ? ['100 hospitals'] : []),
];
rmSync(folder, { recursive: true, force: true });
if (most >= 100 && missed.length > 0) {
  console.log(`MISSED: ${missed.join(', ')}`);
  process.exitCode = 1;
}

// Measures the review of an environment with many hospitals: node bench/review.mjs [hospitals]. Build first.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const { App } = require('cdktf');
const { estateOf, readSynthesis, review } = require('../dist/compliance');
const { ENVIRONMENTS } = require('../dist/environments');
const { Emr, Hospital, synthesize } = require('../dist/stacks');
const { skipTokenTraces } = require('../dist/stacks/synthesis/token-traces');

skipTokenTraces();
const hospitals = Number(process.argv[2] ?? 100);
const outdir = mkdtempSync(join(tmpdir(), 'rcm-bench-'));
const app = new App({ outdir });
const environment = ENVIRONMENTS['sunrise-prod'](app);
for (let index = environment.hospitals.length; index < hospitals; index += 1)
  new Hospital(environment, `hospital-${index}`, { emr: Emr.cloudSql() });
const seconds = (work) => {
  const started = performance.now();
  const result = work();
  return { result, took: ((performance.now() - started) / 1000).toFixed(2) };
};
const synth = seconds(() => synthesize(app));
const stacks = environment.node.findAll().filter((node) => 'keptTerraform' in node);
// Already written by synth.
const documents = stacks.map((stack) => [stack.node.id, stack.toTerraform()]);
const reviewed = seconds(() => {
  const contents = documents.map(([name, document]) => readSynthesis(name, document));
  return review(estateOf(contents, { complete: true }), { asOf: new Date().toISOString().slice(0, 10) });
});
const resources = Object.values(reviewed.result.resourceCountByStack).reduce((sum, count) => sum + count, 0);
console.log(
  `${hospitals} hospitals, ${stacks.length} stacks, ${resources} resources, ${reviewed.result.checkedByRule.length} rules`,
);
console.log(`synth with its review: ${synth.took} s; the review alone: ${reviewed.took} s`);
rmSync(outdir, { recursive: true });

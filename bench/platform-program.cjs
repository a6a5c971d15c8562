// `node bench/platform-program.cjs HOSPITALS OUTDIR`: one environment through the platform, as main.js would synthesize it.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { App } = require('cdktf');
const { ClaimsInbox, Emr, Hospital, RcmEnvironment, synthesize } = require('../dist/stacks');
const { skipTokenTraces } = require('../dist/stacks/synthesis/token-traces');
const minimalEnvironment = require('../test/minimal-environment.json');
const { reportOwnCost } = require('./own-cost.cjs');

const [hospitals, outdir] = [Number(process.argv[2]), process.argv[3]];
skipTokenTraces();
const app = new App({ outdir });
const environment = new RcmEnvironment(app, 'sunrise-dev', minimalEnvironment);
for (let number = 1; number <= hospitals; number += 1) {
  const emr =
    number % 2 === 0
      ? Emr.cloudSql()
      : Emr.existingMySql({ host: `10.20.${number}.5`, database: 'emr', certificateAuthority: 'private' });
  new Hospital(environment, `hospital-${number}`, { emr, claims: ClaimsInbox.monthlyCsv() });
}
synthesize(app);

// Counting is outside the measurement; the peak of memory has passed.
reportOwnCost(
  readdirSync(join(outdir, 'stacks'))
    .map((stack) => JSON.parse(readFileSync(join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8')).resource ?? {})
    .flatMap((types) => Object.values(types).map((byId) => Object.keys(byId).length))
    .reduce((sum, count) => sum + count, 0),
);

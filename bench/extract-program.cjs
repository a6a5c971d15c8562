// One extraction as a step makes it: from the start of the process to the manifest. The built package is what runs.
const { join } = require('node:path');
const { extractTable } = require('../dist/jobs/sources/extract-table');
const { MySqlSource } = require('../dist/jobs/sources/mysql/mysql-source');
const { EnvironmentSecrets } = require('../dist/jobs/secrets/environment');
const { LocalStore } = require('../dist/jobs/lake/local-store');
const { entity } = require('../dist/model/catalogue');

/** @param place where the database is, and the folder of the lake. The password is in RCM_SECRET_EMR. */
module.exports.benchExtract = async ({ host, port, user, database, folder }) => {
  const emr = { kind: 'mysql', host, port, user, database, passwordSecret: 'emr', tls: 'none' };
  const hospital = { id: 'hospital-a', emr, mapping: {}, keyScan: 'every_run', lookbackSeconds: 0, feeds: [] };
  const source = new MySqlSource(hospital, { secrets: new EnvironmentSecrets(process.env) });
  const store = (name) => new LocalStore(join(folder, name));
  try {
    const manifest = await extractTable({
      spec: { hospitals: [hospital], references: [], dailyRun: { timeZone: 'America/Chicago' } },
      ...{
        hospitalId: hospital.id,
        entity: entity('transactions'),
        runId: 'bench',
        previousWatermark: null,
        until: null,
      },
      ...{ lake: { landing: store('landing'), inbox: store('inbox'), archive: store('archive') }, source },
    });
    if (manifest.rows !== manifest.sourceTotals.rows) throw new Error('rows are missing');
  } finally {
    await source.close();
  }
};

// A part of history.mjs, bundled by it: each measured run is a process of its own.
// `land FOLDER ROWS` lands the three deliveries once; `run FOLDER DELIVERY` takes one to history and prints what each step took.
import { canonicalRows } from '../jobs/lake/canonical-text';
import { land } from '../jobs/lake/landing';
import { LocalStore } from '../jobs/lake/local-store';
import { runPipeline } from '../jobs/run/run';
import { openContext } from '../jobs/steps/context';
import { entity } from '../model/catalogue';
import { mappedColumns } from '../model/mapping/mapped-columns';
import { parseSpec } from '../model/parse-spec';
import { pipelineSpecSchema } from '../model/spec';
import { DELIVERIES } from './history-deliveries.mjs';

const HOSPITAL = 'hospital-a';
const SPEC = parseSpec(pipelineSpecSchema, {
  ...{ version: 1, environment: 'bench-dev', group: 'bench', stage: 'dev', project: 'bench-rcm-dev' },
  ...{ region: 'us-central1', dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' } },
  buckets: { inbox: 'inbox', landing: 'landing', archive: 'archive', curated: 'curated', code: 'code' },
  hospitals: [
    {
      id: HOSPITAL,
      emr: { kind: 'mysql', host: '127.0.0.1', database: 'emr', user: 'reader' },
      tables: ['transactions'],
    },
  ],
});

const money = (row) => ((row * 7919) % 100_000) + 1;
const cents = (amount) => (amount / 100).toFixed(2);

/** A row as a source writes it: the columns of the table, then its line in a file. `version` counts the deliveries in which it has changed. */
function fields(row, version, day) {
  const id = String(row).padStart(8, '0');
  const date = `202${row % 5}-0${1 + (row % 9)}-1${row % 10}`;
  const amount = money(row);
  return [
    ...[
      `TRANS${id}`,
      `ENC${id}`,
      `HOSP1-${id}`,
      `PROV0${row % 900}`,
      `DEPT0${row % 30}`,
      date,
      date,
      date,
      'Follow-up',
    ],
    ...[cents(amount), 'Medicare', cents(Math.floor(amount / 2) + version), `CLAIM${id}`, `PAYER${row % 9999}`],
    ...[
      `${90_000 + (row % 9_999)}`,
      `I${10 + (row % 80)}.4`,
      'Commercial',
      `MEDI${row % 99_999}`,
      `MCARE${row % 99_999}`,
    ],
    ...[date, `${day} 10:11:12.${id.slice(2)}`, null],
  ];
}

function* delivered(rows, { changed, version, day }) {
  const step = Math.round(1 / changed);
  for (let row = 0; row < rows; row += step) yield fields(row, version, day);
}

async function landAll(folder, rows) {
  const transactions = entity('transactions');
  for (const delivery of DELIVERIES) {
    const takenAt = `${delivery.day} 23:00:00.000000`;
    const request = {
      ...{
        store: new LocalStore(`${folder}/lake/landing`),
        entity: transactions,
        hospitalId: HOSPITAL,
        runId: delivery.runId,
      },
      ...{ columns: mappedColumns(transactions, {}), timeZone: 'America/Chicago' },
    };
    await land(request, async (landing) => {
      const source = canonicalRows(() => delivered(rows, delivery));
      await landing.rows(source, { takenAt, sourceFile: null, instants: [] });
      return {
        takenAt,
        watermark: `${delivery.day} 10:11:12.999999`,
        files: [],
        whole: delivery.changed === 1,
        sourceTotals: totals(rows, delivery),
      };
    });
  }
}

/** What the source adds up to after a delivery. */
function totals(rows, { version }) {
  let [amounts, paid] = [0, 0];
  for (let row = 0; row < rows; row += 1) {
    amounts += money(row);
    const changes = DELIVERIES.slice(1, version + 1).filter(({ changed }) => row % Math.round(1 / changed) === 0);
    paid += Math.floor(money(row) / 2) + Math.max(0, ...changes.map((each) => each.version));
  }
  return { rows, sums: { amount: cents(amounts), paid_amount: cents(paid) } };
}

const seconds = ({ user, system }) => (user + system) / 1e6;

async function run(folder, runId, profile) {
  const context = await openContext(SPEC, { engines: 'embedded', folder, extractsFolder: folder });
  if (profile) timeStatements(context.warehouse);
  const kinds = ['load', 'check', 'history'];
  const only = ['begin', ...kinds.map((kind) => `${kind}.${HOSPITAL}.transactions`)];
  const steps = {};
  let began = null;
  const { status, steps: results } = await runPipeline(context, {
    ...{ runId, only, concurrency: 1 },
    onEvent: (event) => {
      if (event.type === 'step_started') began = { time: performance.now(), processor: process.cpuUsage() };
      if (event.type === 'step_ended' && began)
        steps[event.stepId.split('.')[0]] = {
          seconds: (performance.now() - began.time) / 1000,
          processor: seconds(process.cpuUsage(began.processor)),
        };
    },
  });
  const [counted] = await context.warehouse.query({
    name: 'bench.counted',
    sql: `select (select count(*) from silver.transactions) as versions, (select count(*) from silver.transactions where is_current) as keys,
      (select count(*) from ops.reconciliations where run_id = '${runId}' and difference = 0) as agreeing,
      (select count(*) from ops.reconciliations where run_id = '${runId}') as compared`,
  });
  await context.close();
  if (status !== 'SUCCEEDED' || counted.agreeing !== counted.compared)
    throw new Error(
      `${runId}: ${JSON.stringify([counted, ...[...results.values()].map(({ error }) => error?.message)])}`,
    );
  const megabytes = process.resourceUsage().maxRSS / 1024;
  console.log(
    JSON.stringify({
      ...steps,
      ...counted,
      megabytes,
      whole: { seconds: performance.now() / 1000, processor: seconds(process.cpuUsage()) },
    }),
  );
}

/** Prints what each statement takes, for somebody who looks for the slow one. */
function timeStatements(warehouse) {
  const execute = warehouse.run.bind(warehouse);
  const connection = warehouse.file.connection;
  const begun = connection.run.bind(connection);
  connection.run = (sql, ...rest) => (rest.length > 0 ? begun(sql, ...rest) : timed(sql, () => begun(sql)));
  warehouse.run = (statement) => timed(statement.name, () => execute(statement));
}

async function timed(name, work) {
  const [time, processor] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const took = ((performance.now() - time) / 1000).toFixed(2);
  console.error(`${took} s  ${seconds(process.cpuUsage(processor)).toFixed(2)} s of processor time  ${name}`);
  return result;
}

const [mode, folder, value, profile] = process.argv.slice(2);
const work = mode === 'land' ? landAll(folder, Number(value)) : run(folder, value, profile === '--statements');
work.catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

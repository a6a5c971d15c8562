import { table } from '../../../cli/output/markdown-table';
import { ASSUMED, type Assumptions } from '../../../jobs/reports/costs/assumptions';
import { type DailyCost, type DailyScans, dailyCost, dailyScans } from '../../../jobs/reports/costs/daily-cost';
import { withSqlParser } from '../../../jobs/warehouse/duckdb/sql-parser';
import { PRICES } from '../../../model/prices';
import type { PipelineSpec } from '../../../model/spec';
import { sampleSpec } from '../../acceptance/sample-spec';
import { WHOLE_TABLE_SCANS } from '../../transform/whole-table-scans';

const GIBIBYTE = 2 ** 30;
const HISTORIES = [100_000, 1_000_000, 10_000_000];
const CHANGES = [0.0001, 0.01, 0.05];
const BILLION = { hospitals: 100, transactions: 10_000_000 };
/** A row of transactions as a source sends it, text and separators. */
const SOURCE_BYTES_PER_ROW = 280;
/** Rows that one Spark executor of 2 processors is taken to read, type and write in a second. */
const SPARK_ROWS_PER_SECOND = 50_000;
const SPARK_EXECUTORS = 20;

const number = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 2 : 0 });
const dollars = (usd: number) => usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const gibibytes = (bytes: number) => number(bytes / GIBIBYTE);
const percent = (share: number) => `${Number((share * 100).toPrecision(3))} %`;

/** What a day reads, as the part of a page. */
export async function scannedBytesPart(): Promise<string> {
  const two = sampleSpec();
  const [first] = two.hospitals;
  if (!first) throw new Error('the sample has hospitals');
  const hundred: PipelineSpec = {
    ...two,
    hospitals: Array.from({ length: BILLION.hospitals }, (_, index) => ({ ...first, id: `hospital-${index}` })),
  };
  const [ofTwo, ofHundred] = await withSqlParser(
    async (parser) => [await dailyScans(parser, two), await dailyScans(parser, hundred)] as const,
  );
  const base: Assumptions = { ...ASSUMED, hospitals: two.hospitals.length };
  return `## What a day reads in BigQuery

**A model, not a measurement**: nothing of it was compared with a bill. \`rcm cost --env sunrise-dev\` prints it for an environment, and takes
\`--transactions\`, \`--changed\` and \`--years\`. It takes every statement of a daily run (\`jobs/reports/costs/daily-statements.ts\`, compared with a real
run by its test), reads from its syntax tree which columns of which tables it names and which constants leave out partitions or cluster
blocks, and multiplies with the widths of the columns (\`jobs/reports/costs/column-width.ts\`) and assumed numbers of rows
(\`jobs/reports/costs/assumptions.ts\`). A table that a statement reads counts as 10 MiB at least. Deleted or changed rows count with all their
columns, and each day scans the keys of every table of a database and builds gold whole, though a run builds only what has changed of dimensions and facts. Where Google's documents leave room the model counts more. Not counted: the audit's rows, the queries of the dashboard and of people.

Two hospitals, by the transactions of each and the share of rows that is new or changed in a day:

${table(['transactions each', ...CHANGES.flatMap((share) => [`GiB, ${percent(share)}`, 'USD'])], histories(ofTwo, base))}

By layer, with ${number(base.transactions)} transactions each and ${percent(base.changedShare)}:

${layersTable(dailyCost(ofTwo, base))}

The columns hardly differ: **in BigQuery the cost of a day follows what there is, not what has changed.** Each hospital reads its own rows only,
but within them ${WHOLE_TABLE_SCANS.touchedKeys?.length ?? 0} statements ask for all events of the keys that a load touched, and no constant says which blocks those
are in; ${WHOLE_TABLE_SCANS.rebuiltGold?.length ?? 0} scans write gold or check it as a whole. \`test/transform/whole-table-scans.ts\` lists each with its reason; the list may only shrink.

## A billion rows

Arithmetic with the model above, not a test: ${BILLION.hospitals} hospitals with ${number(BILLION.transactions)} transactions each, ${percent(base.changedShare)} new or changed a day.

${billion(ofHundred, { ...base, ...BILLION })}
`;
}

function histories(scans: DailyScans, base: Assumptions): string[][] {
  return HISTORIES.map((transactions) => [
    number(transactions),
    ...CHANGES.flatMap((changedShare) => {
      const { bytes, usd } = dailyCost(scans, { ...base, transactions, changedShare });
      return [gibibytes(bytes), dollars(usd)];
    }),
  ]);
}

function layersTable({ layers }: DailyCost): string {
  return table(
    ['layer', 'statements', 'GiB billed', 'of it because a table counts as 10 MiB', 'USD a day'],
    layers.map(({ layer, statements, bytes, leastBytes, usd }) => [
      ...[layer, number(statements), gibibytes(bytes), gibibytes(leastBytes)],
      dollars(usd),
    ]),
  );
}

function billion(scans: DailyScans, of: Assumptions): string {
  const cost = dailyCost(scans, of);
  const rows = of.hospitals * of.transactions;
  const hours = rows / (SPARK_ROWS_PER_SECOND * SPARK_EXECUTORS) / 3600;
  return [
    `- **BigQuery, each day:** ${gibibytes(cost.bytes)} GiB, USD ${dollars(cost.usd)} on demand. The largest step, \`${cost.largest.step}\`, is ${gibibytes(cost.largest.bytes)} GiB by BigQuery's own estimate, which knows no clusters, and the limit of a job has to be above that.`,
    `- **BigQuery, stored:** ${number(cost.storedGibibytes)} GiB, USD ${dollars(cost.storedUsdPerMonth)} a month.`,
    `- **Cloud Run, each day:** ${number(cost.executions)} executions; at a minute each, which is the least that is billed, of 2 vCPU and 4 GiB, USD ${dollars(cost.executionsUsd)}.`,
    `- **Dataproc, the first read:** ${number((rows * SOURCE_BYTES_PER_ROW) / GIBIBYTE)} GiB of text at ${SOURCE_BYTES_PER_ROW} bytes a row. If an executor with 2 processors lands ${number(SPARK_ROWS_PER_SECOND)} rows a second and the sources serve ${SPARK_EXECUTORS} of them at once, ${number(hours)} hours and USD ${dollars(hours * SPARK_EXECUTORS * PRICES.sparkMachine.usd)} of machines. Sources are read one hospital at a time, so a source that serves fewer rows sets the time.`,
  ].join('\n');
}

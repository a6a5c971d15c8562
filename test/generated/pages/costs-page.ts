import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Testing } from 'cdktf';
import { table } from '../../../cli/output/markdown-table';
import { PRICES, PRICES_AS_OF } from '../../../model/prices';
import { Delivery, Emr, Hospital, RcmEnvironment, synthesize } from '../../../stacks';
import { type CostLine, MONTHLY_USE, monthlyCosts, totalUsd } from '../../../stacks/costs';
import { STAGES, type Stage } from '../../../stacks/props/stages';
import MINIMAL_ENVIRONMENT from '../../minimal-environment.json';
import { SynthesizedStack } from '../../synthesized-stack';
import { dailyExecutions } from './daily-executions';
import { scannedBytesPart } from './scanned-bytes';

/** Resources of each type that an environment of the stage has, with two hospitals, one of them with a database of ours. */
function resourceCounts(stage: Stage): Readonly<Record<string, number>> {
  const target = new App({ outdir: Testing.app().outdir });
  const environment = new RcmEnvironment(target, `sunrise-${stage}`, {
    ...MINIMAL_ENVIRONMENT,
    projectId: `sunrise-rcm-${stage}`,
    baa: { acceptedOn: '2026-09-01', by: 'compliance@sunrise.example' },
    delivery: Delivery.cloudBuild({ connection: 'github', repository: 'sunrise/rcm-platform' }),
    imageTag: '1.0.0',
    review: 'warnings',
    reasons: { review: 'never deployed' },
  });
  new Hospital(environment, 'hospital-a', { emr: Emr.cloudSql() });
  new Hospital(environment, 'hospital-b', {
    emr: Emr.existingMySql({ host: '10.20.0.5', database: 'b', certificateAuthority: 'private' }),
  });
  synthesize(target);
  const counts: Record<string, number> = {};
  for (const name of readdirSync(join(target.outdir, 'stacks')))
    for (const { type } of new SynthesizedStack(
      name,
      readFileSync(join(target.outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'),
    ).resources())
      counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

/** What a month of the stage costs, line by line. */
export function stageCosts(stage: Stage): CostLine[] {
  return monthlyCosts(STAGES[stage], MONTHLY_USE[stage], resourceCounts(stage));
}

const dollars = (usd: number) => usd.toFixed(2);
const amount = (quantity: number) => (quantity >= 100 ? quantity.toFixed(0) : String(Number(quantity.toFixed(2))));

/** What a month of each stage costs, and from what that was computed. */
export async function costsPage(): Promise<string> {
  const stages = Object.keys(STAGES) as Stage[];
  const costs = new Map(stages.map((stage) => [stage, stageCosts(stage)]));
  const parts = [...new Set([...costs.values()].flatMap((lines) => lines.map(({ part }) => part)))];
  const of = (stage: Stage, part: string) => totalUsd((costs.get(stage) ?? []).filter((line) => line.part === part));
  const totals = parts.map((part) => [part, ...stages.map((stage) => dollars(of(stage, part)))]);
  const sums = ['**all**', ...stages.map((stage) => `**${dollars(totalUsd(costs.get(stage) ?? []))}**`)];
  const budgets = ['budget of the stage', ...stages.map((stage) => String(STAGES[stage].monthlyBudgetUsd))];
  const details = stages.map((stage) => {
    const lines = (costs.get(stage) ?? []).map(({ part, price, quantity, usd }) => {
      const { unit, what, usd: each } = PRICES[price];
      return [part, what, amount(quantity), unit, String(each), dollars(usd)];
    });
    return `### ${stage}\n\n${table(['part', 'what', 'quantity', 'unit', 'USD each', 'USD'], lines)}`;
  });
  const use = Object.keys(MONTHLY_USE.dev).map((name) => [
    name.replaceAll(/([A-Z])/g, ' $1').toLowerCase(),
    ...stages.map((stage) => String(MONTHLY_USE[stage][name as keyof (typeof MONTHLY_USE)['dev']])),
  ]);
  return `# What a month costs

This is an estimate in US dollars, not an offer. It uses list prices of us-central1 as we believed them on ${PRICES_AS_OF}, without
discounts, free tiers or taxes (\`model/prices.ts\`). Check them with [Google's calculator](https://cloud.google.com/products/calculator)
before you decide. Sizes come from the stage (\`stacks/props/stages.ts\`), numbers of resources from a synthesized environment with two
hospitals, one of them with a database that the platform creates.

${table(['part', ...stages], [...totals, sums, budgets])}

Airflow is the largest part, and costs the same with no hospital and with fifty. Each further hospital with a database that the platform
creates adds the line "hospital databases"; one with an existing database adds a secret and the storage of its rows. A development
environment that you destroy each evening ([tearing down](tearing-down.md)) costs a third.

Logs of administration cost nothing. Logs of reads, writes and connections cost money, and grow with use.

## The most that one query may bill

Every query job of the pipeline says how many bytes it may bill at most; a transaction of several statements is one job. BigQuery compares
that with its estimate before it reads anything, and ends the job with \`WAREHOUSE_BYTES_EXCEEDED\` ([errors](errors.md)): a statement that
reads a whole table by mistake costs an error, not a month's budget. The estimate knows partitions and columns but not clusters, so the limit
has to leave room for whole columns of the largest table. \`overrides.maximumGibibytesBilled\` changes it for an environment.

${table(
  ['', ...stages],
  [
    ['GiB that one query job may bill', ...stages.map((stage) => String(STAGES[stage].maximumGibibytesBilled))],
    [
      'USD at the most',
      ...stages.map((stage) => dollars((STAGES[stage].maximumGibibytesBilled / 1024) * PRICES.queries.usd)),
    ],
  ],
)}

${await scannedBytesPart()}
${dailyExecutions()}

## How much it is used

Assumptions for a month:

${table(['', ...stages], use)}

## Line by line

${details.join('\n\n')}
`;
}

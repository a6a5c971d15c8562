import { type Command, InvalidArgumentError } from 'commander';
import { ASSUMED, type Assumptions } from '../../jobs/reports/costs/assumptions';
import type { DailyCost } from '../../jobs/reports/costs/daily-cost';
import { PRICES_AS_OF } from '../../model/prices';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findEnvironment } from '../environment/find-environment';
import { data, json, say } from '../output/output';
import { type Cell, grouped, textTable } from '../output/text-table';

const GIBIBYTE = 2 ** 30;

const RAISE_LIMIT =
  'It can end with WAREHOUSE_BYTES_EXCEEDED: raise overrides.maximumGibibytesBilled of the environment before its tables have this size.';

interface CostOptions extends EnvironmentCommandOptions {
  readonly transactions: number;
  readonly changed: number;
  readonly years: number;
}

/** `rcm cost`: what a day of an environment reads in BigQuery and costs, by a model. */
export function define(command: Command): void {
  withEnvironment(command)
    .option('--transactions <n>', 'transactions that each hospital has', countOf, ASSUMED.transactions)
    .option('--changed <share>', 'share of rows that is new or changed in a day, 0 to 1', shareOf, ASSUMED.changedShare)
    .option('--years <n>', 'years of history', countOf, ASSUMED.years)
    .action(async ({ transactions, changed, years, ...options }: CostOptions) => {
      const { spec } = await findEnvironment(options, say);
      const { dailyCost, dailyScans } =
        require('../../jobs/reports/costs/daily-cost') as typeof import('../../jobs/reports/costs/daily-cost');
      const { withSqlParser } =
        require('../../jobs/warehouse/duckdb/sql-parser') as typeof import('../../jobs/warehouse/duckdb/sql-parser');
      const hospitals = Math.max(1, spec.hospitals.length);
      const assumed: Assumptions = { hospitals, transactions, changedShare: changed, years };
      const scans = await withSqlParser((parser) => dailyScans(parser, spec));
      const cost = dailyCost(scans, assumed);
      const limit = spec.warehouse.maximumGibibytesBilled;
      if (options.json) json({ pricesAsOf: PRICES_AS_OF, assumed, maximumGibibytesBilled: limit, ...cost });
      else data(costText(spec.environment, assumed, cost, limit));
    });
  withExamples(command, [
    'rcm cost --env sunrise-dev',
    'rcm cost --env sunrise-dev --transactions 10000000 --changed 0.001',
    'rcm cost --env sunrise-dev --json | jq .usd',
  ]);
}

/** The cost for people. */
function costText(name: string, assumed: Assumptions, cost: DailyCost, limit: number): string {
  const { hospitals, transactions, changedShare, years } = assumed;
  const rows = cost.layers.map(({ layer, statements, bytes, leastBytes, usd }): Cell[] => [
    ...[layer, statements, gibibytes(bytes), gibibytes(leastBytes)],
    dollars(usd),
  ]);
  const sum = (of: 'statements' | 'leastBytes') => cost.layers.reduce((total, layer) => total + layer[of], 0);
  const { largest } = cost;
  return [
    `a day of ${name}, by a model that was not compared with a bill; list prices of ${PRICES_AS_OF}, us-central1`,
    `assumed: ${hospitals} hospitals with ${grouped(transactions)} transactions each, ${Number((changedShare * 100).toPrecision(3))} % of the rows new or changed a day, ${years} years`,
    textTable(
      ['layer', 'statements', 'GiB billed', 'of it least', 'USD'],
      [...rows, ['all', sum('statements'), gibibytes(cost.bytes), gibibytes(sum('leastBytes')), dollars(cost.usd)]],
    ),
    'of it least: billed only because each table that a statement reads counts as 10 MiB at least',
    `largest step: ${largest.step}, ${gibibytes(largest.bytes)} GiB by BigQuery's estimate, which knows no clusters; one job may bill ${grouped(limit)} GiB`,
    ...(largest.bytes > limit * GIBIBYTE ? [RAISE_LIMIT] : []),
    `Cloud Run: ${grouped(cost.executions)} executions, USD ${dollars(cost.executionsUsd)} at a minute each, which is the least`,
    `BigQuery storage: ${gibibytes(cost.storedGibibytes * GIBIBYTE)} GiB, USD ${dollars(cost.storedUsdPerMonth)} a month`,
  ].join('\n');
}

function gibibytes(bytes: number): string {
  const value = bytes / GIBIBYTE;
  return value >= 100 ? grouped(Math.round(value)) : value.toFixed(2);
}

function dollars(usd: number): string {
  return usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

function countOf(text: string): number {
  if (!/^[1-9][0-9]{0,11}$/.test(text)) throw new InvalidArgumentError('It must be a whole number above 0.');
  return Number(text);
}

function shareOf(text: string): number {
  const share = Number(text);
  if (text.trim() === '' || !(share >= 0 && share <= 1))
    throw new InvalidArgumentError('It must be a number from 0 to 1, e.g. 0.01.');
  return share;
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { localFolders } from '../../jobs/engines/embedded/local-folders';
import { JobError } from '../../jobs/errors';
import type { KpiReport, ReportData } from '../../jobs/reports/report-data';
import { type EnvironmentCommandOptions, withEnvironment, withExamples } from '../environment/environment-options';
import { findProject, findState } from '../environment/find-environment';
import { bridgeLines, heldLines } from '../output/bridge-lines';
import { data, json } from '../output/output';
import { quarantineLine } from '../output/run-tables';
import { shownPath } from '../output/shown-path';
import { type Cell, grouped, secondsText, textTable } from '../output/text-table';
import { asTyped } from '../output/typed-command';
import { wrappedLines } from '../output/wrapped-lines';
import { runEnd } from '../run/run-log';

/** Results of the last run of an environment. */
export interface Summary {
  readonly runId: string;
  /** null: the run has not ended, or its log was deleted. A failed run may have published partial results. */
  readonly status: 'SUCCEEDED' | 'FAILED' | 'INTERRUPTED' | null;
  /** null: as for `status`. */
  readonly seconds: number | null;
  readonly asOf: string;
  readonly tables: ReportData['tables'];
  /** What became of the rows that the run read, and what is held; null: an older version of the program published the report. */
  readonly rows: ReportData['rows'] | null;
  readonly heldDeliveries: ReportData['heldDeliveries'];
  readonly kpis: ReportData['kpis'];
  /** Terraform resources of each stack that is synthesized here. */
  readonly stacks: Readonly<Record<string, number>>;
  /** Files for people, absolute. */
  readonly reports: readonly string[];
}

/** `rcm summary`: figures of the last published run, and the paths of its reports. */
export function define(command: Command): void {
  withEnvironment(command).action(async (options: EnvironmentCommandOptions) => {
    const { name, stateFolder } = await findState(options);
    const summary = readSummary(name, stateFolder, findProject());
    if (options.json) json(summary);
    else data(summaryText(summary));
  });
  withExamples(command, [
    'rcm summary --env sunrise-dev',
    "rcm summary --env sunrise-dev --json | jq '.kpis[].values'",
  ]);
}

/** @throws JobError `WAREHOUSE_MISSING` when no run has published yet */
export function readSummary(name: string, stateFolder: string, projectFolder: string): Summary {
  const { reports } = localFolders(stateFolder);
  const file = join(reports, 'kpis.json');
  if (!existsSync(file))
    throw new JobError('WAREHOUSE_MISSING', `no run of ${name} has published its reports here yet`);
  const { runId, asOf, tables, kpis, ...read } = JSON.parse(readFileSync(file, 'utf8')) as ReportData;
  const end = runEnd(stateFolder, runId);
  return {
    ...{ runId, status: end?.status ?? null, seconds: end?.seconds ?? null, asOf, tables, kpis },
    ...{ rows: read.rows ?? null, heldDeliveries: read.heldDeliveries ?? [] },
    stacks: stackSizes(join(projectFolder, 'cdktf.out/stacks'), name),
    reports: readdirSync(reports)
      .sort()
      .map((report) => join(reports, report)),
  };
}

/** The summary for people. */
export function summaryText(summary: Summary): string {
  const { tables, kpis, stacks } = summary;
  const hospitals = [...new Set(kpis.flatMap(({ values }) => Object.keys(values)))].sort(groupLast);
  const resources = Object.values(stacks).reduce((sum, each) => sum + each, 0);
  const time = summary.seconds === null ? '' : `, ${summary.status} in ${secondsText(summary.seconds)}`;
  const failed =
    summary.status === 'FAILED'
      ? [asTyped('Some steps failed, so figures may be older than the run: see rcm status.')]
      : [];
  const computed = kpis.filter((kpi) => hospitals.some((hospital) => kpi.values[hospital]?.status === 'ok'));
  return [
    `run ${summary.runId}${time}, as of ${summary.asOf}`,
    ...failed,
    ...(summary.rows ? bridgeLines(summary.rows, 'rows') : []),
    ...heldLines(summary.heldDeliveries),
    textTable(
      ['hospital', 'table', 'rows', 'versions', 'quarantined'],
      tables.map(({ hospital, table, rows, versions, quarantined }) => [hospital, table, rows, versions, quarantined]),
    ),
    ...quarantineLine(tables),
    textTable(
      ['KPI', ...hospitals],
      computed.map((kpi) => [kpi.name, ...hospitals.map((hospital) => kpiCell(kpi, hospital))]),
    ),
    `${kpis.length - computed.length} more KPIs need data that no hospital delivers; the dashboard lists them.`,
    ...undeliveredLines(computed),
    `${Object.keys(stacks).length} stacks, ${grouped(resources)} resources in cdktf.out`,
    ...summary.reports.map((file) => `  ${shownPath(file)}`),
  ].join('\n');
}

/** Why KPIs of the table have no figure for somebody, one line for each reason. */
function undeliveredLines(kpis: readonly KpiReport[]): string[] {
  const names = new Map<string, string[]>();
  for (const { name, values } of kpis)
    for (const [hospital, { undelivered: reason }] of Object.entries(values))
      if (hospital !== 'all' && reason) names.set(reason, [...(names.get(reason) ?? []), name]);
  return [...names].flatMap(([reason, of]) => wrappedLines(`not computable: ${of.join('; ')}: ${reason}`));
}

/** A short figure for people: two decimals for money and days, one for percentages. The exact text is in kpis.json. */
function kpiCell({ unit, values }: KpiReport, hospital: string): Cell {
  const found = values[hospital];
  if (found === undefined || found.value === null) return null;
  const value = Number(found.value);
  if (unit === 'ratio') return `${(value * 100).toFixed(1)}%`;
  if (unit !== 'usd' && unit !== 'days') return grouped(value);
  return value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** Sorts `all`, the whole group, behind the hospitals. */
function groupLast(one: string, other: string): number {
  return Number(one === 'all') - Number(other === 'all') || one.localeCompare(other);
}

function stackSizes(folder: string, environment: string): Record<string, number> {
  if (!existsSync(folder)) return {};
  const sizes = readdirSync(folder)
    .filter((stack) => stack.startsWith(`${environment}-`))
    .sort()
    .map((stack): [string, number] => [stack, resourcesIn(join(folder, stack, 'cdk.tf.json'))]);
  return Object.fromEntries(sizes);
}

function resourcesIn(file: string): number {
  if (!existsSync(file)) return 0;
  const { resource = {} } = JSON.parse(readFileSync(file, 'utf8')) as { resource?: Record<string, object> };
  return Object.values(resource).reduce((sum, ofType) => sum + Object.keys(ofType).length, 0);
}

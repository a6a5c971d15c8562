import { App, Testing } from 'cdktf';
import type { Grant } from '../constructs/access/access-list-props';
import { ENVIRONMENTS } from '../environments';
import { reportQueries } from '../jobs/reports/report-queries';
import { beginRun } from '../jobs/steps/audit';
import { bigqueryDialect } from '../jobs/warehouse/bigquery/dialect';
import type { Workload } from '../model/graph';
import { BASE_MODEL } from '../model/model';
import { CONTAINER_WORKLOADS } from '../model/names';
import { environmentGrants, hospitalGrants } from '../stacks';
import { everyStatement } from './transform/every-statement';

/** Who runs a statement, by the first words of its name: the longest that fits. */
const RUNS: Readonly<Record<string, readonly Workload[]>> = {
  'audit.': CONTAINER_WORKLOADS,
  'bronze.': ['load'],
  'content.': ['extract'],
  'deliveries.clear_judged': ['transform'],
  'deliveries.judge': ['transform'],
  'deliveries.changed': ['transform'],
  'deliveries.judge_applied': ['transform'],
  'deliveries.clear_judged_applied': ['transform'],
  'deliveries.lost': ['transform'],
  'deliveries.unexplained': ['load', 'transform'],
  'deliveries.': ['load'],
  'gold.': ['transform'],
  'history.': ['transform'],
  'loads.absent_columns': ['transform', 'publish'],
  'loads.counts': ['load'],
  'loads.later': ['load'],
  'loads.latest_watermark': ['extract'],
  'loads.last': ['extract'],
  'loads.newest_file': ['extract'],
  'loads.outdated': ['load'],
  // By the healing of an extract, and by people.
  'proof.': ['extract'],
  'ops.month_closings': ['transform'],
  'quality.clear_rejected': ['load'],
  'quality.quarantine_rejected': ['load'],
  'quality.': ['transform'],
  'reconcile.': ['transform'],
  'report.': ['publish'],
  'staging.': ['load'],
};
/** Tables that a load job fills without a statement. */
const LOAD_JOBS: Readonly<Partial<Record<Workload, readonly string[]>>> = { load: ['staging'] };

const TABLE = /`(\w+)`\.`\w+`/g;
const WRITTEN = /\b(?:insert into|delete from|update|merge into|truncate table)\s+`(\w+)`\.`\w+`/g;

/** `read gold`, `write ops`: what a workload's statements do to datasets. Who writes may read. */
function usedBy(workload: Workload): string[] {
  const statements = [
    ...everyStatement(bigqueryDialect),
    ...beginRun(bigqueryDialect, 'run', 'sunrise-dev', new Date()),
    ...Object.values(reportQueries(bigqueryDialect, BASE_MODEL, 'run')),
  ].filter(({ name }) => {
    const owners = Object.entries(RUNS).find(([start]) => name.startsWith(start));
    if (!owners) throw new Error(`Nobody runs ${name}`);
    return owners[1].includes(workload);
  });
  const all = new Set(statements.flatMap(({ sql }) => [...sql.matchAll(TABLE)].map((match) => match[1] ?? '')));
  const written = new Set([
    ...statements.flatMap(({ sql }) => [...sql.matchAll(WRITTEN)].map((match) => match[1] ?? '')),
    ...(LOAD_JOBS[workload] ?? []),
  ]);
  return [...all].map((dataset) => `${written.has(dataset) ? 'write' : 'read'} ${dataset}`).sort();
}

/** The same of its grants on datasets. */
function grantedTo(workload: Workload): string[] {
  const environment = ENVIRONMENTS['sunrise-dev']?.(new App({ outdir: Testing.app().outdir }));
  const { settings } = environment ?? {};
  const hospital = environment?.hospitals.find(({ id }) => id === 'hospital-a');
  if (!settings || !hospital) throw new Error('sunrise-dev has problems');
  const grants: Grant[] = [
    ...Object.values<readonly Grant[]>({ ...environmentGrants(settings) }).flat(),
    ...hospitalGrants(settings, hospital),
  ];
  return grants.flatMap(({ member, role, on }) => {
    if (on.kind !== 'dataset' || !member.startsWith(`serviceAccount:rcm-${workload}@`)) return [];
    return [`${role === 'roles/bigquery.dataViewer' ? 'read' : 'write'} ${on.dataset}`];
  });
}

it.each(CONTAINER_WORKLOADS)('%s may use the datasets that its statements use, and no other', (workload) => {
  // Several grants may be on one dataset; writing includes reading.
  const granted = new Set(grantedTo(workload));
  for (const each of [...granted]) if (each.startsWith('write ')) granted.delete(each.replace('write', 'read'));
  expect([...granted].sort()).toEqual(usedBy(workload));
});

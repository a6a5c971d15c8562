import type { ExtensionSql } from '../../../model/extension/extension-spec';
import { inputColumns, type ReportKind } from '../../../model/extension/report-inputs';
import type { ReportingView } from '../../../model/reporting';
import type { Dialect } from '../../warehouse/dialect';
import { select } from '../../warehouse/named-columns';
import { monthText } from './slices';

/** The SQL of an extension in the words of one engine. */
export function sqlFor(dialect: Dialect, sql: ExtensionSql): string {
  return typeof sql === 'string' ? sql : sql[dialect.name];
}

/** Tables of gold as SQL of an extension sees them, by name: see `inputColumns`. */
export function reportTables(
  dialect: Dialect,
  tables: readonly ReportingView[],
  kind: ReportKind = 'kpi',
): Record<string, string> {
  return Object.fromEntries(tables.map((view) => [view.name, reportTable(dialect, view, kind)]));
}

function reportTable(dialect: Dialect, view: ReportingView, kind: ReportKind): string {
  const columns = inputColumns(view, kind).map(({ name, from, form }) => {
    const column = `${from.from === 'table' ? 'source' : 'patient'}.${dialect.identifier(from.source)}`;
    const kept = (from.from === 'table' ? view.table : view.patient)?.columns.find((each) => each.name === from.source);
    const day = kept?.type === 'TIMESTAMP' ? dialect.dateOf(column) : column;
    if (form === 'month') return [name, monthText(dialect, day)];
    return [name, from.treatment === 'year' ? `extract(year from ${column})` : column];
  });
  const patient = view.patient
    ? `left join ${dialect.table(view.patient)} patient on patient.patient_key = source.patient_key`
    : '';
  return select(dialect, {
    columns: Object.fromEntries(columns),
    from: `from ${dialect.table(view.table)} source ${patient}`,
  });
}

import type { ReportingView, ViewColumn } from '../reporting/views';

/** A column that SQL of a report finds in one of its inputs. */
export interface InputColumn {
  readonly name: string;
  readonly from: ViewColumn;
  /** `month`: `YYYY-MM` of a day of which analysts see the year. */
  readonly form: 'as shown' | 'month';
}

/** Who runs the SQL: a KPI is computed by the pipeline, a view by the analyst, for whom BigQuery masks days to their year. */
export type ReportKind = 'kpi' | 'view';

/**
 * What SQL of an extension sees of a table of gold: what analysts see of it, without hashes and without years of birth, which need the clock.
 * A KPI also has the month of each day: its rows are sums, so that a month does not date a person.
 */
export function inputColumns({ columns }: ReportingView, kind: ReportKind): InputColumn[] {
  return columns.flatMap((column): InputColumn[] => {
    if (column.treatment !== 'plain' && column.treatment !== 'year') return [];
    const shown = { name: column.name, from: column, form: 'as shown' } as const;
    return column.treatment === 'year' && kind === 'kpi' ? [shown, monthOf(column)] : [shown];
  });
}

function monthOf(column: ViewColumn): InputColumn {
  return { name: column.name.replace(/year$/, 'month'), from: column, form: 'month' };
}

/** Columns that the SQL may expect in the table and does not find, and why. */
export function hiddenColumns(
  view: ReportingView,
  kind: ReportKind,
): { readonly name: string; readonly why: string }[] {
  const shown = new Set(inputColumns(view, kind).map(({ name }) => name));
  const months = view.columns
    .filter(({ treatment }) => treatment === 'year')
    .map((column) => ({ name: monthOf(column).name, why: 'is a month, of which views have the year' }));
  const columns = [...view.table.columns, ...view.columns].map(({ name, phi, reveals }) => ({
    name,
    why: reveals ? `reveals a ${reveals}` : `is of class ${phi}`,
  }));
  return [...months, ...columns].filter(({ name }) => !shown.has(name));
}

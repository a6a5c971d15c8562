import { REPORTING_DATASET } from '../datasets';
import { inputColumns } from '../extension/report-inputs';
import { hashKey } from '../phi/hash-key';
import { OLDEST_REPORTED_AGE } from '../phi/policy';
import { placeIn, quotedName } from '../quoted-name';
import type { ReportingView, ViewColumn } from './views';

const ALIASES: Readonly<Record<ViewColumn['from'], string>> = { table: 'source', patient: 'patient' };

function expression({ from, source, treatment }: ViewColumn, projectId: string): string {
  const column = `${ALIASES[from]}.${quotedName(source)}`;
  switch (treatment) {
    case 'plain':
      return column;
    case 'year':
      return `extract(year from ${column})`;
    case 'hashed': {
      // No key, no hash: `min` of no row is NULL, and so is the text that is built with it. The hospital's id has no `|`.
      const key = `(select min(${quotedName('hex_key')}) from ${placeIn(projectId, hashKey)})`;
      const parts = [key, `${ALIASES[from]}.${quotedName('hospital_id')}`, column];
      return `to_hex(sha256(concat(${parts.join(", '|', ")})))`;
    }
    case 'birth_year':
      return `greatest(${column}, extract(year from current_date('UTC')) - ${OLDEST_REPORTED_AGE + 1})`;
  }
}

/**
 * A view's query, in BigQuery's SQL. Every name has its project: without one, BigQuery takes the project of the query.
 * It gives the same years to a reader for whom BigQuery masks dates to their year as to one who sees them plain. Hashes are built from
 * what the reader sees: BigQuery has masked the value before, so that no reader needs it in clear text.
 */
export function viewSql(view: ReportingView, projectId: string): string {
  if (view.query) return querySql(view, view.query, projectId);
  const columns = view.columns
    .map((column) => `  ${expression(column, projectId)} as ${quotedName(column.name)}`)
    .join(',\n');
  const join = view.patient
    ? `\nleft join ${placeIn(projectId, view.patient)} as ${ALIASES.patient}\n  on ${ALIASES.patient}.${quotedName('patient_key')} = ${ALIASES.table}.${quotedName('patient_key')}`
    : '';
  return `select\n${columns}\nfrom ${placeIn(projectId, view.table)} as ${ALIASES.table}${join}`;
}

/** An extension's view: its SQL over what analysts see of its tables, which is all that it can pass on. */
function querySql(view: ReportingView, query: NonNullable<ReportingView['query']>, projectId: string): string {
  const tables = query.tables.map((table) => {
    const shown = inputColumns(table, 'view').map(({ from }) => from);
    return `${quotedName(table.name)} as (\n${viewSql({ ...table, columns: shown }, projectId)}\n)`;
  });
  const columns = view.columns.map(({ name }) => `  ${quotedName(name)}`).join(',\n');
  const sql = typeof query.sql === 'string' ? query.sql : query.sql.bigquery;
  return `with ${tables.join(',\n')}\nselect\n${columns}\nfrom (\n${sql}\n) as report`;
}

/** A view of one hospital's rows, and of the rows without a hospital: codes, days, the unknown members. */
export function hospitalViewSql(view: ReportingView, projectId: string, hospitalId: string): string {
  const columns = view.columns.map(({ name }) => `  ${quotedName(name)}`).join(',\n');
  const hospital = view.columns.find(({ name }) => name === 'hospital_id');
  const unknown = hospital?.required ? '' : ` or ${quotedName('hospital_id')} is null`;
  const where = hospital ? `\nwhere ${quotedName('hospital_id')} = '${hospitalId}'${unknown}` : '';
  return `select\n${columns}\nfrom ${placeIn(projectId, { dataset: REPORTING_DATASET, name: view.name })}${where}`;
}

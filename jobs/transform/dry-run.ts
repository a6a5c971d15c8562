import { environmentTables } from '../../model/catalogue';
import { type ModelSource, modelOf } from '../../model/model';
import { SpecError } from '../../model/problems';
import type { ReportingView } from '../../model/reporting';
import type { Dialect } from '../warehouse/dialect';
import { withTables } from '../warehouse/named-columns';
import type { Statement, Warehouse } from '../warehouse/warehouse';
import { loadDimensions } from './dimensions';
import { loadFacts } from './facts';
import { loadKpis } from './kpis/load-kpis';
import { reportTables, sqlFor } from './kpis/report-tables';
import { parsedSqlProblems } from './parsed-sql';

/**
 * Runs what an extension adds to gold, its KPIs and its views over empty tables: what an engine does not take fails here and not in the first
 * run. The tables are made in the warehouse, so it is one that holds nothing else. In DuckDB the SQL is parsed before any of it is executed.
 * @throws SpecError `MODEL_SQL_UNSUITED`, with every table and function that the SQL may not use
 * @throws JobError `WAREHOUSE_STATEMENT_FAILED`, with the statement's name: `gold.kpi_values.<kpi>`, `reporting.<view>`
 */
export async function dryRunModel(spec: ModelSource, warehouse: Warehouse): Promise<void> {
  const model = modelOf(spec);
  const { dialect } = warehouse;
  const problems = dialect.name === 'duckdb' ? await parsedSqlProblems(model, warehouse) : [];
  if (problems.length > 0) throw new SpecError(problems);
  await warehouse.createTables(environmentTables(model));
  for (const statements of [loadDimensions(dialect, model), loadFacts(dialect, model), loadKpis(dialect, model)])
    await warehouse.executeAtomically(statements);
  for (const view of model.views) if (view.query) await warehouse.query(viewQuery(dialect, view, view.query));
}

/** Query: the rows of an extension's view. BigQuery's own view has the project in every name, `viewSql`. */
function viewQuery(
  dialect: Dialect,
  { name, columns }: ReportingView,
  query: NonNullable<ReportingView['query']>,
): Statement {
  const names = columns.map((column) => dialect.identifier(column.name)).join(', ');
  const tables = withTables(reportTables(dialect, query.tables, 'view'));
  return {
    name: `reporting.${name}`,
    sql: `${tables}\nselect ${names} from (\n${sqlFor(dialect, query.sql)}\n) report`,
  };
}

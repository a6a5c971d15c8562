import { bronzeTable, environmentTables, stagingKeysTable, stagingTable } from '../../model/catalogue';
import { BASE_MODEL, type ModelSource, modelOf } from '../../model/model';
import { SpecError } from '../../model/problems';
import type { ReportingView } from '../../model/reporting';
import type { Entity, TableDefinition } from '../../model/types';
import type { Dialect } from '../warehouse/dialect';
import { withTables } from '../warehouse/named-columns';
import type { Statement, Warehouse } from '../warehouse/warehouse';
import { appendToBronze } from './bronze';
import { judgeDeliveries } from './deliveries';
import { loadDimensions } from './dimensions';
import { loadFacts } from './facts';
import { rebuildHistory } from './history';
import { historyViolations } from './history-violations';
import { loadKpis } from './kpis/load-kpis';
import { reportTables, sqlFor } from './kpis/report-tables';
import { parsedSqlProblems } from './parsed-sql';
import { PLACEHOLDER_MOMENT, placeholderTable } from './placeholder-table';
import { checkRows } from './quality';

/**
 * Runs the way to history of the tables that an extension adds, what it adds to gold, its KPIs and its views over empty tables: what an engine
 * does not take fails here and not in the first run. The tables are made in the warehouse, so it is one that holds nothing else. In DuckDB the SQL is parsed before any of it is executed.
 * @throws SpecError `MODEL_SQL_UNSUITED`, with every table and function that the SQL may not use
 * @throws JobError `WAREHOUSE_STATEMENT_FAILED`, with the statement's name: `gold.kpi_values.<kpi>`, `reporting.<view>`
 */
export async function dryRunModel(spec: ModelSource, warehouse: Warehouse): Promise<void> {
  const model = modelOf(spec);
  const { dialect } = warehouse;
  const problems = dialect.name === 'duckdb' ? await parsedSqlProblems(model, warehouse) : [];
  if (problems.length > 0) throw new SpecError(problems);
  const added = model.entities.filter(({ name }) => !BASE_MODEL.entities.some((base) => base.name === name));
  await warehouse.createTables([...environmentTables(model), ...added.flatMap(tablesOfOwner)]);
  for (const entity of added) await dryRunTable(warehouse, entity);
  for (const statements of [loadDimensions(dialect, model), loadFacts(dialect, model), loadKpis(dialect, model)])
    await warehouse.executeAtomically(statements);
  for (const view of model.views) if (view.query) await warehouse.query(viewQuery(dialect, view, view.query));
}

function tablesOfOwner(entity: Entity): TableDefinition[] {
  const { hospitalId } = placeholderTable(entity);
  return [stagingTable, stagingKeysTable, bronzeTable].map((table) => table(entity, hospitalId));
}

/** The steps load, check and history of a table that has no rows. */
async function dryRunTable(warehouse: Warehouse, entity: Entity): Promise<void> {
  const { dialect } = warehouse;
  const of = placeholderTable(entity);
  const deletes = entity.origin === 'emr' ? ('scanned_keys' as const) : ('none' as const);
  const load = { ...of, takenAt: PLACEHOLDER_MOMENT, watermark: null, rows: 0, deletes };
  await warehouse.executeAtomically(appendToBronze(dialect, load));
  await warehouse.executeAtomically([...checkRows(dialect, of), ...judgeDeliveries(dialect, of)]);
  await warehouse.query(historyViolations(dialect, of));
  await warehouse.executeAtomically(rebuildHistory(dialect, of, PLACEHOLDER_MOMENT));
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

import type { ExtensionSql } from '../../model/extension/extension-spec';
import { CALLS_WITHOUT_PARENTHESES, sqlFunctions } from '../../model/extension/sql-functions';
import type { Model } from '../../model/model';
import type { SpecProblem } from '../../model/problems';
import { isList, isNode, nodesOf, syntaxTree, type TreeNode, type TreeValue } from '../warehouse/duckdb/syntax-tree';
import type { Warehouse } from '../warehouse/warehouse';
import { sqlFor } from './kpis/report-tables';

/** DuckDB's names of operators, and of the functions that syntax of the list becomes: `extract`, `interval`, `count(*)`, `like`. */
const OF_SYNTAX = new Set(
  '+ - * / // % ** ^ || ~~ !~~ ~~* !~~* like_escape not_like_escape ilike_escape not_ilike_escape regexp_full_match count_star date_part trunc to_years to_months to_days to_hours to_minutes to_seconds row'.split(
    ' ',
  ),
);
/** Classes of expressions whose functions and tables are looked at. Others (lambda, parameter, default) have no place in a report. */
const EXPRESSIONS = new Set(
  'COLUMN_REF CONSTANT FUNCTION CASE CAST COMPARISON CONJUNCTION OPERATOR BETWEEN SUBQUERY WINDOW STAR'.split(' '),
);
const TABLES = new Set(['BASE_TABLE', 'JOIN', 'SUBQUERY', 'EMPTY']);
/** Fields of a syntax tree that hold a table, or the sides of a join. */
const HOLDS_TABLE = new Set(['from_table', 'left', 'right']);

/**
 * What the syntax trees of an extension's SQL contain beside tables that it declares and functions of the list. Nothing is executed. The check
 * at synth says the same from the words; this one reads them as the engine does.
 * @param warehouse DuckDB: BigQuery gives no tree of a statement, so its own texts have the check of the words only.
 */
export async function parsedSqlProblems(model: Model, warehouse: Warehouse): Promise<SpecProblem[]> {
  const reports = [
    ...model.sqlKpis.map(({ id, sql, tables }) => ({ path: `model.kpis.${id}.sql`, sql, tables })),
    ...model.views.flatMap(({ name, query }) => (query ? [{ path: `model.views.${name}.sql`, ...query }] : [])),
  ];
  const found: SpecProblem[] = [];
  for (const { path, sql, tables } of reports) {
    const messages = await treeOf(warehouse, sql, new Set(tables.map(({ name }) => name)));
    found.push(...messages.map((message): SpecProblem => ({ code: 'MODEL_SQL_UNSUITED', path, message })));
  }
  return found;
}

async function treeOf(warehouse: Warehouse, given: ExtensionSql, inputs: ReadonlySet<string>): Promise<string[]> {
  const sql = sqlFor(warehouse.dialect, given);
  const statements = (await syntaxTree(warehouse, sql)) ?? [];
  if (statements.length !== 1) return ['it is not one SELECT that can be parsed'];
  const allowed = typeof given === 'string' ? sqlFunctions(null) : sqlFunctions('duckdb');
  const problems = new Set<string>();
  look(statements, '', { inputs: new Set([...inputs, ...definedIn(statements)]), allowed, problems });
  return [...problems];
}

interface Looking {
  readonly inputs: ReadonlySet<string>;
  readonly allowed: ReadonlySet<string>;
  readonly problems: Set<string>;
}

function look(json: TreeValue, field: string, looking: Looking): void {
  if (isList(json)) for (const each of json) look(each, field, looking);
  else if (isNode(json)) {
    if (HOLDS_TABLE.has(field) && typeof json['type'] === 'string') lookAtTable(json, looking);
    if (typeof json['class'] === 'string') lookAtExpression(json, looking);
    for (const [name, each] of Object.entries(json)) look(each, name, looking);
  }
}

function lookAtTable(table: TreeNode, { inputs, problems }: Looking): void {
  const type = String(table['type']);
  // The sides of a comparison and of a union have the same names as those of a join.
  if (typeof table['class'] === 'string' || type.endsWith('_NODE')) return;
  if (!TABLES.has(type)) problems.add(`${type} stands where one of its inputs should`);
  if (type !== 'BASE_TABLE') return;
  const name = [table['catalog_name'], table['schema_name'], table['table_name']]
    .filter((part) => part !== '')
    .join('.');
  if (!inputs.has(name)) problems.add(`it reads ${name}, which is not among its inputs`);
}

function lookAtExpression(expression: TreeNode, { allowed, problems }: Looking): void {
  const kind = String(expression['class']);
  if (!EXPRESSIONS.has(kind)) problems.add(`${kind} has no place in a report`);
  const name = expression['function_name'];
  if (typeof name === 'string' && ((expression['schema'] ?? '') !== '' || !(allowed.has(name) || OF_SYNTAX.has(name))))
    problems.add(`it calls ${name}, which is not on the list of functions`);
  const column = expression['column_names'];
  if (Array.isArray(column) && column.length === 1 && CALLS_WITHOUT_PARENTHESES.has(String(column[0]).toLowerCase()))
    problems.add(`it calls ${column[0]}, which is not on the list of functions`);
}

/** Names that the statement defines with WITH, at any depth. */
function definedIn(json: TreeValue): string[] {
  if (isList(json)) return json.flatMap(definedIn);
  if (!isNode(json)) return [];
  const map = json['cte_map'];
  const own = isNode(map) ? nodesOf(map['map']).map((each) => String(each['key'])) : [];
  return [...own, ...Object.values(json).flatMap(definedIn)];
}

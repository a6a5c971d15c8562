import type { TableDefinition } from '../../../model/types';
import { isList, isNode, nodesOf, syntaxTree, type TreeNode, type TreeValue } from '../duckdb/syntax-tree';
import type { Statement, Warehouse } from '../warehouse';
import { boundedColumns } from './bounds';
import { selectOf } from './select-of';
import type { TableScan } from './table-scan';

/** A scan while the tree is read. */
interface Scan extends TableScan {
  readonly columns: Set<string>;
  readonly bounded: Set<string>;
}
/** Where a column of a query comes from unchanged; null: it is computed. */
type Origin = { readonly scan: Scan; readonly column: string } | null;
type Columns = ReadonlyMap<string, Origin>;
interface Source {
  readonly alias: string;
  readonly columns: Columns;
  readonly scan?: Scan;
}
interface Scope {
  readonly sources: readonly Source[];
  readonly outer: Scope | null;
  /** Names that the select list gives, which ORDER BY and GROUP BY may use. */
  readonly named: Set<string>;
}
type Named = ReadonlyMap<string, Columns>;

/** Which definition a name of a table has. */
export type TableLookup = (dataset: string, name: string) => TableDefinition | undefined;

/**
 * Every scan of a table in a statement of DuckDB's dialect, read from its syntax tree. What cannot be resolved is an error, so that no scan is
 * missing in silence. A column counts as read where any expression names it; a table that a `with` reads counts once.
 * @param warehouse DuckDB, for its parser; it runs nothing and needs no table.
 * @param temporary the columns of temporary tables that statements before it made, by their names; what this one makes is added.
 * @throws Error for a statement that cannot be read, or a name that it does not resolve.
 */
export async function tableScans(
  warehouse: Warehouse,
  statement: Statement,
  lookup: TableLookup,
  temporary: Map<string, ReadonlySet<string>> = new Map(),
): Promise<TableScan[]> {
  const { sql, changes, makes } = selectOf(statement.sql);
  const trees = nodesOf(await syntaxTree(warehouse, sql));
  const [tree] = trees;
  if (trees.length !== 1 || !isNode(tree?.['node'])) throw new Error(`${statement.name} is not one statement.`);
  const reader = new TreeReader(lookup, (of) => of.dataset === changes?.dataset && of.name === changes.name);
  try {
    const before = [...temporary].map(([name, columns]) => [name, computed(columns)] as const);
    const result = reader.query(tree['node'], new Map(before), null);
    for (const origin of result.values()) origin?.scan.columns.add(origin.column);
    if (makes !== undefined) temporary.set(makes, new Set(result.keys()));
  } catch (error) {
    throw new Error(`${statement.name}: ${(error as Error).message}`);
  }
  return reader.scans;
}

const computed = (names: ReadonlySet<string>): Columns => new Map([...names].map((name) => [name, null]));

class TreeReader {
  readonly scans: Scan[] = [];
  /** The first scan of a deleted or changed table is the one that it is changed in. */
  private changed = false;

  constructor(
    private readonly lookup: TableLookup,
    private readonly isChanged: (table: TableDefinition) => boolean,
  ) {}

  query(node: TreeNode, before: Named, outer: Scope | null): Columns {
    const named = this.withTables(node, before, outer);
    const type = String(node['type']);
    if (type === 'SELECT_NODE') return this.select(node, named, outer);
    if (type === 'SET_OPERATION_NODE') {
      const arms = isList(node['children']) ? nodesOf(node['children']) : [node['left'], node['right']].filter(isNode);
      const columns = arms.map((arm) => this.query(arm, named, outer));
      // A union hands its columns on by position: those of its arms are read there.
      for (const arm of columns) for (const origin of arm.values()) origin?.scan.columns.add(origin.column);
      return new Map([...(columns[0]?.keys() ?? [])].map((name) => [name, null]));
    }
    throw new Error(`a query of the type ${type} cannot be read`);
  }

  private withTables(node: TreeNode, before: Named, outer: Scope | null): Named {
    const map = node['cte_map'];
    const tables = new Map(before);
    for (const { key, value } of isNode(map) ? nodesOf(map['map']) : []) {
      const query = isNode(value) && isNode(value['query']) ? value['query']['node'] : undefined;
      if (!isNode(query)) throw new Error(`the table ${key} cannot be read`);
      tables.set(String(key), this.query(query, tables, outer));
    }
    return tables;
  }

  private select(node: TreeNode, named: Named, outer: Scope | null): Columns {
    const conditions: [TreeValue, readonly Source[]][] = [];
    const sources: Source[] = [];
    const scope: Scope = { sources, outer, named: new Set() };
    this.from(node['from_table'], { named, outer, scope, sources, conditions });
    conditions.push([node['where_clause'] ?? null, sources]);
    for (const [condition, bounds] of conditions) {
      for (const column of boundedColumns(condition)) {
        const { source, name } = resolved(column, { ...scope, outer: null, sources: bounds }) ?? {};
        if (source?.scan && name !== undefined) source.scan.bounded.add(name);
      }
      this.expression(condition, scope, named);
    }
    const result = this.selectList(nodesOf(node['select_list']), scope, named);
    for (const field of ['group_expressions', 'having', 'qualify', 'modifiers'])
      this.expression(node[field] ?? null, scope, named);
    return result;
  }

  private selectList(list: readonly TreeNode[], scope: Scope, named: Named): Columns {
    const result = new Map<string, Origin>();
    for (const item of list) {
      if (item['class'] === 'STAR') {
        const only = String(item['relation_name']);
        for (const { alias, columns } of scope.sources)
          if (only === '' || only === alias) for (const [name, origin] of columns) result.set(name, origin);
        continue;
      }
      this.expression(item, scope, named);
      const found = item['class'] === 'COLUMN_REF' ? resolved(item, scope) : undefined;
      const name = String(item['alias']) || found?.name || `computed ${result.size}`;
      result.set(name, found?.source.columns.get(found.name) ?? null);
      scope.named.add(name);
    }
    return result;
  }

  private from(table: TreeValue | undefined, at: FromPlace): void {
    if (!isNode(table)) return;
    const type = String(table['type']);
    const alias = String(table['alias']);
    if (type === 'EMPTY') return;
    if (type === 'JOIN') {
      const start = at.sources.length;
      this.from(table['left'], at);
      const middle = at.sources.length;
      this.from(table['right'], at);
      const kind = String(table['join_type']);
      // What an outer join demands of a side that it keeps leaves nothing out there.
      const bounds = at.sources.slice(kind === 'LEFT' ? middle : start);
      at.conditions.push([table['condition'] ?? null, kind === 'LEFT' || kind === 'INNER' ? bounds : []]);
      return;
    }
    if (type === 'BASE_TABLE') {
      const dataset = String(table['schema_name']);
      const name = String(table['table_name']);
      const known = dataset === '' ? at.named.get(name) : undefined;
      if (known) at.sources.push({ alias: alias || name, columns: known });
      else at.sources.push(this.scan(dataset, name, alias || name));
      return;
    }
    if (type === 'SUBQUERY' && isNode(table['subquery']) && isNode(table['subquery']['node'])) {
      at.sources.push({ alias, columns: this.query(table['subquery']['node'], at.named, at.outer) });
      return;
    }
    if (type === 'EXPRESSION_LIST') {
      this.expression(table['values'] ?? null, at.scope, at.named);
      at.sources.push({ alias, columns: new Map() });
      return;
    }
    if (type === 'TABLE_FUNCTION') {
      this.expression(table['function'] ?? null, at.scope, at.named);
      const columns = isList(table['column_name_alias']) ? table['column_name_alias'].map(String) : [];
      at.sources.push({ alias, columns: new Map([alias, ...columns].map((name) => [name, null])) });
      return;
    }
    throw new Error(`a table of the type ${type} cannot be read`);
  }

  private scan(dataset: string, name: string, alias: string): Source {
    const table = this.lookup(dataset, name);
    if (!table) throw new Error(`the model has no table ${dataset}.${name}`);
    const changes = !this.changed && this.isChanged(table);
    if (changes) this.changed = true;
    const scan: Scan = { table, columns: new Set(), bounded: new Set(), changes };
    this.scans.push(scan);
    return { alias, scan, columns: new Map(table.columns.map((each) => [each.name, { scan, column: each.name }])) };
  }

  /** Notes the columns that an expression names, and reads its subqueries. */
  private expression(value: TreeValue, scope: Scope, named: Named): void {
    if (isList(value)) for (const each of value) this.expression(each, scope, named);
    if (!isNode(value)) return;
    if (value['class'] === 'COLUMN_REF') {
      const found = resolved(value, scope);
      const origin = found?.source.columns.get(found.name);
      origin?.scan.columns.add(origin.column);
      if (!found && !isNamed(value, scope)) throw new Error(`it names ${nameOf(value).join('.')}, which is nowhere`);
      return;
    }
    if (value['class'] === 'SUBQUERY' && isNode(value['subquery']) && isNode(value['subquery']['node'])) {
      const result = this.query(value['subquery']['node'], named, scope);
      for (const origin of result.values()) origin?.scan.columns.add(origin.column);
      this.expression(value['child'] ?? null, scope, named);
      return;
    }
    for (const each of Object.values(value)) this.expression(each, scope, named);
  }
}

interface FromPlace {
  readonly named: Named;
  readonly outer: Scope | null;
  readonly scope: Scope;
  readonly sources: Source[];
  /** Each condition of a join, with the sources that it may bound. */
  readonly conditions: [TreeValue, readonly Source[]][];
}

function nameOf(column: TreeNode): string[] {
  return isList(column['column_names']) ? column['column_names'].map(String) : [];
}

function isNamed(column: TreeNode, scope: Scope | null): boolean {
  const [name = ''] = nameOf(column);
  return scope !== null && (scope.named.has(name) || isNamed(column, scope.outer));
}

/** The source of a column and its name there: of the nearest SELECT that has it. */
function resolved(column: TreeNode, scope: Scope | null): { source: Source; name: string } | undefined {
  if (scope === null) return undefined;
  const parts = nameOf(column);
  const name = parts.at(-1) ?? '';
  const alias = parts.length > 1 ? parts[0] : undefined;
  const source = scope.sources.find((each) => (alias === undefined || each.alias === alias) && each.columns.has(name));
  return source ? { source, name } : resolved(column, scope.outer);
}

import type { Warehouse } from '../warehouse';

/** A value of a syntax tree as DuckDB writes it. */
export type TreeValue = null | boolean | number | string | readonly TreeValue[] | TreeNode;
/** Fields of a node: an expression has a `class`, a table or a query a `type`. */
export type TreeNode = { readonly [field: string]: TreeValue };

/**
 * The statements of a text as DuckDB's parser reads them; undefined where it cannot. Nothing is executed, and no table needs to be there.
 * DuckDB writes trees of selects only.
 * @param warehouse DuckDB: BigQuery gives no tree of a statement.
 */
export async function syntaxTree(warehouse: Warehouse, sql: string): Promise<readonly TreeValue[] | undefined> {
  const tree = `json_serialize_sql(${warehouse.dialect.text(sql)})`;
  const [row] = await warehouse.query({ name: 'parse', sql: `select cast(${tree} as varchar) as tree` });
  const parsed = JSON.parse(String(row?.['tree'])) as TreeNode;
  return parsed['error'] === true || !isList(parsed['statements']) ? undefined : parsed['statements'];
}

/** Whether a value is a node. */
export function isNode(value: TreeValue | undefined): value is TreeNode {
  return typeof value === 'object' && value !== null && !isList(value);
}

/** Whether a value is a list. */
export function isList(value: TreeValue | undefined): value is readonly TreeValue[] {
  return Array.isArray(value);
}

/** The nodes of a list; of anything else there are none. */
export function nodesOf(value: TreeValue | undefined): readonly TreeNode[] {
  return isList(value) ? value.filter(isNode) : [];
}

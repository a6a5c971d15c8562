import { isList, isNode, nodesOf, type TreeNode, type TreeValue } from '../duckdb/syntax-tree';

const COMPARISONS = new Set([
  'COMPARE_EQUAL',
  'COMPARE_LESSTHAN',
  'COMPARE_LESSTHANOREQUALTO',
  'COMPARE_GREATERTHAN',
  'COMPARE_GREATERTHANOREQUALTO',
]);

/**
 * Columns that a condition compares with constants: `column = constant`, a range, `between`, or `in` a list. Only what must hold is looked at:
 * a comparison below OR or NOT bounds nothing, nor does one inside a function. A constant is a literal, a parameter, or a function of those;
 * not a subquery, because BigQuery knows its value too late to leave out a partition.
 */
export function boundedColumns(condition: TreeValue | undefined): TreeNode[] {
  if (!isNode(condition)) return [];
  const type = String(condition['type']);
  if (type === 'CONJUNCTION_AND') return nodesOf(condition['children']).flatMap(boundedColumns);
  if (COMPARISONS.has(type)) {
    const { left, right } = condition;
    return [...columnIf(left, isConstant(right)), ...columnIf(right, isConstant(left))];
  }
  if (type === 'COMPARE_BETWEEN')
    return columnIf(condition['input'], isConstant(condition['lower']) && isConstant(condition['upper']));
  if (type === 'COMPARE_IN') {
    const [column, ...values] = nodesOf(condition['children']);
    return columnIf(column, values.length > 0 && values.every(isConstant));
  }
  return [];
}

function columnIf(expression: TreeValue | undefined, isBounded: boolean): TreeNode[] {
  return isBounded && isNode(expression) && expression['class'] === 'COLUMN_REF' ? [expression] : [];
}

/** Whether an expression names no column and asks no table. */
function isConstant(expression: TreeValue | undefined): boolean {
  if (isList(expression)) return expression.every(isConstant);
  if (!isNode(expression)) return true;
  if (['COLUMN_REF', 'SUBQUERY', 'STAR', 'WINDOW'].includes(String(expression['class']))) return false;
  return Object.values(expression).every(isConstant);
}

import type { SliceKind } from '../../../model/kpis';
import type { Dialect } from '../../warehouse/dialect';
import { groupIds } from '../group-lookup';

export { ALL_HOSPITALS } from '../../../model/datasets';

/**
 * Which slices of a kind also have rows of the group, as what follows the table of a select with a column `slice`; null: none. The id of a
 * provider belongs to one hospital: the same id elsewhere is somebody else. Departments are those that lookups name.
 */
export function groupWide(dialect: Dialect, kind: SliceKind): string | null {
  if (kind === 'provider') return null;
  return kind === 'department' ? ` where slice in (${groupIds(dialect, 'department')})` : '';
}

/** STRING: the slice that a fact row belongs to. `day` is the date that decides its month. */
export function sliceOf(dialect: Dialect, kind: SliceKind, day: string): string {
  switch (kind) {
    case 'total':
      return "'total'";
    case 'month':
      return monthText(dialect, day);
    case 'department':
      // A department that no lookup names must not be taken for one of the group that has the same id.
      return `case when group_department_id is not null then group_department_id when department_id in (${groupIds(dialect, 'department')}) then concat(hospital_id, '/', department_id) else coalesce(department_id, 'unknown') end`;
    default:
      return `coalesce(${kind}_id, 'unknown')`;
  }
}

/** `YYYY-MM` */
export function monthText(dialect: Dialect, day: string): string {
  return `substr(${dialect.dateText(day)}, 1, 7)`;
}

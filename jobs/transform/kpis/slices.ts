import type { SliceKind } from '../../../model/kpis';
import type { Dialect } from '../../warehouse/dialect';

export { ALL_HOSPITALS } from '../../../model/datasets';

/** Kinds of slices with rows of the group. Provider and department ids belong to one hospital: the same id elsewhere is somebody else. */
export const GROUP_WIDE_SLICES: readonly SliceKind[] = ['total', 'month', 'payer'];

/** STRING: the slice that a fact row belongs to. `day` is the date that decides its month. */
export function sliceOf(dialect: Dialect, kind: SliceKind, day: string): string {
  switch (kind) {
    case 'total':
      return "'total'";
    case 'month':
      return monthText(dialect, day);
    default:
      return `coalesce(${kind}_id, 'unknown')`;
  }
}

/** `YYYY-MM` */
export function monthText(dialect: Dialect, day: string): string {
  return `substr(${dialect.dateText(day)}, 1, 7)`;
}

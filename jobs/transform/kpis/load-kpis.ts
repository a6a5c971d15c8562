import { arMonthEnd, kpiValues } from '../../../model/gold/kpi-tables';
import type { Model } from '../../../model/model';
import type { Dialect } from '../../warehouse/dialect';
import { statement } from '../../warehouse/statement';
import type { Statement } from '../../warehouse/warehouse';
import { loadArMonthEnd } from './ar-month-end';
import { insertClaimDays } from './claim-days';
import { insertClaimKpis } from './claim-kpis';
import { insertMonthEndKpis } from './month-end-kpis';
import { insertNotComputable } from './not-computable';
import { insertSqlKpis } from './sql-kpis';
import { insertTransactionKpis } from './transaction-kpis';
import type { Undelivered } from './undelivered';

/**
 * Loads gold.ar_month_end and gold.kpi_values from the facts. Execute atomically, after `loadFacts`.
 * Figures whose inputs a hospital does not deliver are left empty, with the reason in `undelivered`.
 * The as-of day of every open balance is the newest day with a charge or payment of any hospital, never the clock.
 */
export function loadKpis(dialect: Dialect, model: Model, undelivered: readonly Undelivered[] = []): Statement[] {
  return [
    statement('gold.ar_month_end.clear', `delete from ${dialect.table(arMonthEnd)} where true`),
    loadArMonthEnd(dialect),
    statement('gold.kpi_values.clear', `delete from ${dialect.table(kpiValues)} where true`),
    ...insertTransactionKpis(dialect, undelivered),
    ...insertMonthEndKpis(dialect, undelivered),
    ...insertClaimKpis(dialect, undelivered),
    ...insertClaimDays(dialect, undelivered),
    ...insertSqlKpis(dialect, model),
    insertNotComputable(dialect, model, undelivered),
  ];
}

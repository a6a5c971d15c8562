import type { QuarantineCounts, RestatementCause, RunReport } from './run-report-data';

/**
 * What the dashboard shows, and kpis.json says. Money and ratios are decimal text, so that no cent is lost on the way;
 * months are `YYYY-MM`, dates `YYYY-MM-DD`. No row is about one patient.
 */
export interface ReportData extends RunReport {
  readonly environment: string;
  readonly group: string;
  readonly stage: string;
  readonly runId: string;
  /** When the report was written, UTC, `YYYY-MM-DD HH:MM:SS`. */
  readonly publishedAt: string;
  /** Newest day with a charge or payment of any hospital: what "now" means for every open balance. */
  readonly asOf: string;
  /** Ids, in order. */
  readonly hospitals: readonly string[];
  readonly kpis: readonly KpiReport[];
  /** One row per hospital and month. */
  readonly months: readonly MonthReport[];
  /** One row per hospital and claim status. */
  readonly claimStatuses: readonly { hospital: string; status: string; claims: number }[];
  /** One row per hospital and age of open balances. */
  readonly agedReceivable: readonly { hospital: string; bucket: string; amount: string }[];
  /** One row per hospital and payer. */
  readonly payers: readonly PayerReport[];
  /** One row per hospital and department of its own. */
  readonly departments: readonly DepartmentReport[];
  /** One row per hospital and table. */
  readonly tables: readonly TableReport[];
  /**
   * Rules that rows break now: warnings of the current rows, errors of the rows and lines that are open
   * in quarantine, and references that no dimension knows. `checked`: of how many rows.
   */
  readonly rules: readonly {
    hospital: string;
    table: string;
    rule: string;
    severity: string;
    failed: number;
    checked: number;
  }[];
  /** Figures of closed months that a later run changed, the latest change first. */
  readonly restatedMonths: readonly {
    hospital: string;
    month: string;
    measure: string;
    before: string;
    after: string;
    runId: string;
  }[];
  /** The same, one row per run and hospital that changed closed months. */
  readonly restatements: readonly RestatementCause[];
  readonly reconciliations: readonly {
    hospital: string;
    subject: string;
    expected: string;
    actual: string;
    difference: string;
  }[];
}

export interface KpiReport {
  /** `kpi_id`, as in the model and the warehouse. */
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  readonly unit: 'usd' | 'ratio' | 'days' | 'claims';
  readonly goodDirection: 'up' | 'down' | 'none';
  /** Whose definition it is. */
  readonly source: string;
  readonly caveat: string;
  /** By hospital id, and `all` for the group. */
  readonly values: Readonly<Record<string, KpiValue>>;
}

/** `not_computable`: `needs` says which inputs the hospital does not deliver; nothing is estimated. */
export interface KpiValue {
  readonly status: 'ok' | 'not_computable';
  readonly value: string | null;
  readonly needs: string | null;
  /** `hospital-b does not deliver claims.copay`, where that is why; null: no such column is known. */
  readonly undelivered: string | null;
}

export interface MonthReport {
  readonly hospital: string;
  readonly month: string;
  /** The month had not ended at `asOf`: its figures will still grow. */
  readonly isPartial: boolean;
  readonly charges: string;
  readonly payments: string;
  readonly receivable: string;
  readonly creditBalance: string;
  readonly daysInAr: string | null;
}

export interface DepartmentReport {
  readonly hospital: string;
  /** Of the group where a lookup names it, else `<hospital>/<its own>`: equal ids are one department. */
  readonly id: string;
  /** Its name: two departments may have the same. */
  readonly department: string;
  readonly charges: string;
  readonly payments: string;
}

export interface PayerReport {
  readonly hospital: string;
  /** Of gold.dim_payer: equal ids are one payer. */
  readonly id: string;
  /** Its name: two payers may have the same. */
  readonly payer: string;
  readonly claims: number;
  readonly claimed: string;
  readonly paid: string;
  readonly adjudicated: number;
  readonly denied: number;
  readonly pending: number;
}

export interface TableReport extends QuarantineCounts {
  readonly hospital: string;
  readonly table: string;
  /** Current rows in silver. */
  readonly rows: number;
  /** Versions in silver, current ones included. */
  readonly versions: number;
}

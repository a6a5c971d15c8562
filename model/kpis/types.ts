/** How a KPI is split. `month` is the month of service for charges, of submission for claims, of the close for receivables. */
export type SliceKind = 'total' | 'month' | 'payer' | 'department' | 'provider';

/** A key figure as data: what a reader must know to trust it. Its SQL is in `jobs/transform/kpis/` under its id. */
export interface Kpi<Id extends string = string> {
  /** snake_case; `kpi_id` in gold.kpi_values. */
  readonly id: Id;
  readonly name: string;
  /** One sentence. */
  readonly definition: string;
  /** As arithmetic, in words of the common data model. */
  readonly formula: string;
  /** `ratio` is 0 to 1: people multiply by 100. */
  readonly unit: 'usd' | 'ratio' | 'days' | 'claims';
  readonly goodDirection: 'up' | 'down' | 'none';
  readonly numerator: string;
  /** null: a sum or a percentile. */
  readonly denominator: string | null;
  /** Columns of silver it reads; what a hospital must deliver. */
  readonly inputs: readonly string[];
  /** Empty: no source delivers the inputs, so it is shown as not computable. */
  readonly slices: readonly SliceKind[];
  /** What is missing where it has no value: completes "not computable: needs ...". */
  readonly needs: string;
  /** Who defines it. */
  readonly source: string;
  /** What a reader must not conclude from it. */
  readonly caveat: string;
}

export const EVERY_SLICE: readonly SliceKind[] = ['total', 'month', 'payer', 'department', 'provider'];

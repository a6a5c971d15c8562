/** A place without a policy tag that holds values of a column about a person, and why that is needed and harmless. */
export interface PhiNeed {
  /** Dataset (or `report`), table and column; one `*` may stand for any text. */
  readonly place: string;
  readonly need: string;
}

/** Every place of `PHI_LINEAGE` without a tag is one of these; a test fails for any other place, and for an entry without a place. */
export const PHI_NEEDS: readonly PhiNeed[] = [
  {
    place: 'gold.dim_date.*',
    need: 'A calendar: every day from the first to the last, whether or not anybody had a service on it.',
  },
  { place: 'reporting.dim_date.*', need: 'The same calendar, for analysts.' },
  {
    place: 'gold.dim_cpt_code.*',
    need: 'The list of procedure codes, delivered as a reference file; a code alone is nobody’s.',
  },
  {
    place: 'gold.dim_icd_code.*',
    need: 'The list of diagnosis codes, fetched from a public service; a code alone is nobody’s.',
  },
  { place: 'silver.cpt_codes.*', need: 'The list of procedure codes, as above.' },
  { place: 'silver.icd_codes.*', need: 'The list of diagnosis codes, as above.' },
  { place: 'bronze_reference.*', need: 'Reference lists as they were delivered.' },
  { place: 'staging.reference__*', need: 'Reference lists on their way in.' },
  { place: 'gold.fact_*.cpt_key', need: 'Joins a fact to the list of procedure codes; it identifies nobody.' },
  { place: 'gold.fact_*.icd_key', need: 'Joins a fact to the list of diagnosis codes; it identifies nobody.' },
  {
    place: 'gold.fact_*_date_key',
    need: 'Joins a fact to the calendar. Workloads alone read the facts; every view leaves it out.',
  },
  {
    place: 'gold.payor_performance.payer_type',
    need: 'The kind of payer, by which claims of all patients are added up.',
  },
  {
    place: 'gold.ar_month_end.month_end',
    need: 'The end of a month, or of the data so far, of all patients together.',
  },
  { place: 'reporting.ar_month_end.month_end', need: 'The same, for analysts.' },
  { place: 'report.months.month_end', need: 'The same, in the report.' },
];

/** Whether a need covers a place. */
export function isPlaceOf({ place }: PhiNeed, candidate: string): boolean {
  const [start = '', end] = place.split('*');
  if (end === undefined) return candidate === place;
  return candidate.length >= start.length + end.length && candidate.startsWith(start) && candidate.endsWith(end);
}

import { EVERY_SLICE, type Kpi } from './types';

const STATUS = ['claims.claim_status'];
const ADJUDICATED = 'claims in status Approved, Paid or Denied that were not taken back';
const PERCENTILE = 'The denominator is the number of claims measured; the 90th percentile is the nearest rank.';

const base = { slices: EVERY_SLICE, denominator: null, source: 'Revenue-cycle usage' } as const;

/** Submission and decisions. By month it is the month of submission. */
export const CLAIM_KPIS = [
  {
    ...base,
    id: 'claims_submitted',
    name: 'Claims submitted',
    definition: 'Claims that were submitted, whatever became of them.',
    formula: 'count(claims)',
    unit: 'claims',
    goodDirection: 'none',
    numerator: 'claims',
    inputs: ['claims.claim_date'],
    needs: 'claims',
    caveat:
      'A corrected claim under its old id counts once. One that was voided, reversed or replaced counts here, and as 0 in all amounts and decisions.',
  },
  {
    ...base,
    id: 'claim_approval_rate_all',
    name: 'Claim approval rate, of all claims',
    definition: 'Approved claims over all claims, whatever their status.',
    formula: 'Approved / all',
    unit: 'ratio',
    goodDirection: 'up',
    numerator: 'claims in status Approved',
    denominator: 'claims',
    inputs: STATUS,
    needs: 'claims',
    caveat: 'Paid claims do not count as approved and pending ones weigh it down: kept for comparison only.',
  },
  {
    ...base,
    id: 'claim_approval_rate',
    name: 'Claim approval rate, of adjudicated claims',
    definition: 'Claims decided in our favour over claims decided.',
    formula: '(Approved + Paid) / (Approved + Paid + Denied)',
    unit: 'ratio',
    goodDirection: 'up',
    numerator: 'claims in status Approved or Paid',
    denominator: ADJUDICATED,
    inputs: STATUS,
    needs: 'adjudicated claims',
    caveat: 'Pending claims are not yet decided; rejected ones never reached a decision.',
  },
  {
    ...base,
    id: 'claim_rejection_rate',
    name: 'Claim rejection rate',
    definition: 'Claims sent back before adjudication over claims submitted.',
    formula: 'Rejected / all',
    unit: 'ratio',
    goodDirection: 'down',
    numerator: 'claims in status Rejected',
    denominator: 'claims',
    inputs: STATUS,
    needs: 'claims',
    caveat: 'A rejection is not a denial.',
  },
  {
    ...base,
    id: 'denial_rate_count',
    name: 'Denial rate, by count',
    definition: 'Denied claims over claims decided.',
    formula: 'Denied / (Approved + Paid + Denied)',
    unit: 'ratio',
    goodDirection: 'down',
    numerator: 'claims in status Denied',
    denominator: ADJUDICATED,
    inputs: STATUS,
    needs: 'adjudicated claims',
    source: 'HFMA claim-denials task force, in our words',
    caveat: 'The latest decision; reasons and first denials need remittances (835).',
  },
  {
    ...base,
    id: 'denial_rate_dollars',
    name: 'Denial rate, by dollars',
    definition: 'Amount of denied claims over the amount of claims decided.',
    formula: 'claim_amount of Denied / claim_amount of (Approved + Paid + Denied)',
    unit: 'ratio',
    goodDirection: 'down',
    numerator: 'claim_amount in status Denied',
    denominator: 'claim_amount in status Approved, Paid or Denied',
    inputs: [...STATUS, 'claims.claim_amount'],
    needs: 'adjudicated claims',
    source: 'HFMA claim-denials task force, in our words',
    caveat: 'Gross charges, not expected payment.',
  },
  {
    ...base,
    id: 'claim_payment_rate',
    name: 'Claim payment rate',
    definition: 'What payers paid over what was claimed.',
    formula: 'sum(paid_amount) / sum(claim_amount)',
    unit: 'ratio',
    goodDirection: 'up',
    numerator: 'paid_amount of claims that were not taken back',
    denominator: 'claim_amount of claims that were not taken back',
    inputs: ['claims.paid_amount', 'claims.claim_amount'],
    needs: 'claims',
    caveat: 'Pending claims are in the denominator.',
  },
  {
    ...base,
    id: 'patient_responsibility',
    name: 'Patient responsibility',
    definition: 'What claims leave to patients: deductible, coinsurance and copay.',
    formula: 'sum(deductible + coinsurance + copay)',
    unit: 'usd',
    goodDirection: 'none',
    numerator: 'deductible + coinsurance + copay',
    inputs: ['claims.deductible', 'claims.coinsurance', 'claims.copay'],
    needs: 'deductible, coinsurance or copay on claims of every hospital in the slice',
    caveat: 'Billed, not collected.',
  },
] as const satisfies readonly Kpi[];

export type ClaimKpiId = (typeof CLAIM_KPIS)[number]['id'];

const days = {
  ...base,
  unit: 'days',
  goodDirection: 'down',
  denominator: 'claims measured',
  caveat: PERCENTILE,
} as const;

/** The median and the 90th percentile of a number of days. */
const percentiles = <What extends string>(
  what: What,
  name: string,
  sentence: string,
  rest: Pick<Kpi, 'formula' | 'inputs' | 'needs'>,
) =>
  [
    {
      ...days,
      ...rest,
      id: `claim_${what}_days_median` as const,
      name: `${name}, median`,
      definition: `${sentence}: half take no longer.`,
      numerator: `median of ${rest.formula}`,
    },
    {
      ...days,
      ...rest,
      id: `claim_${what}_days_p90` as const,
      name: `${name}, 90th percentile`,
      definition: `${sentence}: nine of ten take no longer.`,
      numerator: `90th percentile of ${rest.formula}`,
    },
  ] as const;

/** How long claims take. By month it is the month of submission. */
export const CLAIM_DAYS_KPIS = [
  ...percentiles('processing', 'Claim processing days', 'Days from submission to the decision', {
    formula: 'adjudication_date - claim_date',
    inputs: ['claims.adjudication_date', 'claims.claim_date'],
    needs: 'adjudication dates from every hospital in the slice',
  }),
  ...percentiles('lag', 'Claim lag days', 'Days from the service to submission', {
    formula: 'claim_date - service_date',
    inputs: ['claims.claim_date', 'claims.service_date'],
    needs: 'claims',
  }),
] as const satisfies readonly Kpi[];

/** Ids of the days from submission to decision (`processing`), from service to submission (`lag`), or both. */
export type ClaimDaysKpiId<What extends 'processing' | 'lag' = 'processing' | 'lag'> = Extract<
  (typeof CLAIM_DAYS_KPIS)[number]['id'],
  `claim_${What}_days_${string}`
>;

import type { ClaimsTruth } from '../../sample/truth/claim-outcomes';
import type { Ratio } from '../../sample/truth/ratio';
import { NO_PAYER, type ReceivablesTruth, type Totals } from '../../sample/truth/receivables';
import type { SampleTruth } from '../../sample/truth/truth';

/** `numerator / denominator = value`, as gold.kpi_values has them; amounts in dollars, ratios to 6 decimals, `-` for none. */
type Figure = string;
/** By `kpi | hospital | kind of slice | slice`. */
export type Figures = Map<string, Figure>;

const number = (value: unknown) =>
  value === null || value === undefined ? '-' : String(Number(Number(value).toFixed(6)));

/** One value of gold.kpi_values as text that two sources can be compared by. */
export function figure(numerator: unknown, denominator: unknown, value: unknown): Figure {
  return `${number(numerator)} / ${number(denominator)} = ${number(value)}`;
}

const dollars = (cents: number) => cents / 100;
const sum = (cents: number) => figure(dollars(cents), null, dollars(cents));
const rate = ({ numerator, denominator, value }: Ratio, unit = (amount: number) => amount) =>
  figure(unit(numerator), unit(denominator), value);
/** The group's id of a payer of the sample, which the lookups of `sampleSpec` give; and the pipeline's word for what has no payer. */
const payer = (name: string) => (name === NO_PAYER ? 'unknown' : name.toLowerCase());

/** Every figure of the truth that gold.kpi_values has too, per hospital and for the group. */
export function truthFigures(truth: SampleTruth): Figures {
  const figures: Figures = new Map();
  const scopes = [...Object.entries(truth.hospitals), ['all', truth.group] as const];
  for (const [hospital, { receivables, claims }] of scopes) {
    const put = (kpi: string, kind: string, slice: string, value: Figure) =>
      figures.set(`${kpi} | ${hospital} | ${kind} | ${slice}`, value);
    transactionFigures(receivables, put, hospital === 'all');
    claimFigures(claims, put);
  }
  return figures;
}

type Put = (kpi: string, kind: string, slice: string, value: Figure) => void;

function transactionFigures(truth: ReceivablesTruth, put: Put, ofGroup: boolean): void {
  const groups: [string, Record<string, Totals>][] = [
    ['total', { total: truth.totals }],
    ['payer', truth.byPayer],
    ['month', truth.byServiceMonth],
    // The same id in another hospital is somebody else.
    ...(ofGroup
      ? []
      : ([
          ['department', truth.byDepartment],
          ['provider', truth.byProvider],
        ] as [string, Record<string, Totals>][])),
  ];
  for (const [kind, slices] of groups) {
    for (const [name, { chargesCents, paymentsCents }] of Object.entries(slices)) {
      const slice = kind === 'payer' ? payer(name) : name;
      put('gross_charges', kind, slice, sum(chargesCents));
      put('payments', kind, slice, sum(paymentsCents));
      const value = chargesCents === 0 ? null : paymentsCents / chargesCents;
      put('gross_collection_rate', kind, slice, figure(dollars(paymentsCents), dollars(chargesCents), value));
    }
  }
  for (const end of truth.monthEnds) receivableFigures(end, (kpi, value) => put(kpi, 'month', end.month, value));
  const last = truth.monthEnds.at(-1);
  if (last) receivableFigures(last, (kpi, value) => put(kpi, 'total', 'total', value));
  for (const [kind, slice, aged] of [
    ['total', 'total', truth.agedCents],
    ...Object.entries(truth.agedCentsByPayer).map(([name, ages]) => ['payer', payer(name), ages] as const),
  ] as const) {
    const owed = Object.values(aged).reduce((one, other) => one + other, 0);
    for (const [bucket, cents] of Object.entries(aged)) {
      const kpi = `aged_ar_${bucket.replace(/[- ]/g, '_')}`;
      put(kpi, kind, slice, figure(dollars(cents), dollars(owed), owed === 0 ? null : cents / owed));
    }
  }
}

function receivableFigures(
  end: ReceivablesTruth['monthEnds'][number],
  put: (kpi: string, value: Figure) => void,
): void {
  put('ar_balance', sum(end.receivableCents));
  put('ar_credit_balance', sum(end.creditBalanceCents));
  put(
    'days_in_ar',
    figure(dollars(end.receivableCents), dollars(end.trailingChargesCents) / 91, end.daysInReceivables),
  );
}

function claimFigures(truth: ClaimsTruth, put: Put): void {
  const total = (kpi: string, value: Figure) => put(kpi, 'total', 'total', value);
  total('claim_approval_rate_all', rate(truth.approvalRateOfAll));
  total('claim_approval_rate', rate(truth.approvalRateOfAdjudicated));
  total('claim_rejection_rate', rate(truth.rejectionRate));
  total('denial_rate_count', rate(truth.denialRate));
  total('denial_rate_dollars', rate(truth.denialRateByDollars, dollars));
  total('patient_responsibility', sum(truth.totals.patientResponsibilityCents));
  for (const [what, days] of [
    ['processing', truth.processingDays],
    ['lag', truth.claimLagDays],
  ] as const) {
    // What a hospital does not deliver the days of is withheld whole: also how many claims were measured.
    const ofDays = (value: number | null) => figure(value, value === null ? null : days.claims, value);
    total(`claim_${what}_days_median`, ofDays(days.median));
    total(`claim_${what}_days_p90`, ofDays(days.percentile90));
  }
  const groups = [
    ['total', { total: truth.totals }],
    ['payer', truth.byPayer],
  ] as const;
  for (const [kind, slices] of groups) {
    for (const [name, { claims, claimedCents, paidCents }] of Object.entries(slices)) {
      const slice = kind === 'payer' ? payer(name) : name;
      put('claims_submitted', kind, slice, figure(claims, null, claims));
      put(
        'claim_payment_rate',
        kind,
        slice,
        figure(dollars(paidCents), dollars(claimedCents), claimedCents === 0 ? null : paidCents / claimedCents),
      );
    }
  }
}

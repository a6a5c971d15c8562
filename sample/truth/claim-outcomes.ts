import { CLAIM_STATUSES } from '../../model/tables/claims';
import type { ClaimRow } from '../account';
import type { ClaimStatus } from '../claims';
import { median, percentile, type Ratio, ratio, sortedObject } from './ratio';
import { NO_PAYER } from './receivables';

/** States that a payer has decided. */
const ADJUDICATED: readonly ClaimStatus[] = ['Approved', 'Paid', 'Denied'];

/** Claims of one group, by their current state; amounts in cents. */
export interface ClaimTotals {
  claims: number;
  claimedCents: number;
  paidCents: number;
  /** Deductible, coinsurance and copay. */
  patientResponsibilityCents: number;
  readonly byStatus: Record<ClaimStatus, number>;
  readonly claimedCentsByStatus: Record<ClaimStatus, number>;
}

/** In days; null if there is no claim, or if a claim lacks one of its dates. */
export interface DaysTruth {
  /** Claims with both dates. */
  readonly claims: number;
  readonly median: number | null;
  /** Nearest rank. */
  readonly percentile90: number | null;
}

export interface ClaimsTruth {
  readonly totals: ClaimTotals;
  /** Approved / all claims: the course's formula. */
  readonly approvalRateOfAll: Ratio;
  /** (Approved + Paid) / adjudicated: the field's formula. Adjudicated = Approved, Paid, Denied. */
  readonly approvalRateOfAdjudicated: Ratio;
  /** Rejected / all claims. */
  readonly rejectionRate: Ratio;
  /** Denied / adjudicated. */
  readonly denialRate: Ratio;
  /** The same by claimed amount, in cents. */
  readonly denialRateByDollars: Ratio;
  /** Adjudication date - submission date. It is unknown for the group if one hospital's files lack the date. */
  readonly processingDays: DaysTruth;
  /** Submission date - service date. */
  readonly claimLagDays: DaysTruth;
  readonly byPayer: Record<string, ClaimTotals>;
}

/** Adds up claims one by one, each in its current state. */
export class ClaimOutcomes {
  private readonly totals = emptyTotals();
  private readonly payers = new Map<string, ClaimTotals>();
  private readonly processing: number[] = [];
  private readonly lag: number[] = [];
  private decidedWithoutDate = 0;

  /** @param row whose status is one of `CLAIM_STATUSES`. */
  add(row: ClaimRow): void {
    const payer = row.fields['payer_id'] ?? NO_PAYER;
    const ofPayer = this.payers.get(payer) ?? emptyTotals();
    this.payers.set(payer, ofPayer);
    for (const totals of [this.totals, ofPayer]) addClaim(totals, row, row.status as ClaimStatus);
    if (row.adjudicatedDay !== null) this.processing.push(row.adjudicatedDay - row.claimDay);
    else if (ADJUDICATED.some((status) => status === row.status)) this.decidedWithoutDate += 1;
    this.lag.push(row.claimDay - row.serviceDay);
  }

  result(): ClaimsTruth {
    const { claims, byStatus, claimedCentsByStatus: dollars } = this.totals;
    const adjudicated = byStatus.Approved + byStatus.Paid + byStatus.Denied;
    return {
      totals: this.totals,
      approvalRateOfAll: ratio(byStatus.Approved, claims),
      approvalRateOfAdjudicated: ratio(byStatus.Approved + byStatus.Paid, adjudicated),
      rejectionRate: ratio(byStatus.Rejected, claims),
      denialRate: ratio(byStatus.Denied, adjudicated),
      denialRateByDollars: ratio(dollars.Denied, dollars.Approved + dollars.Paid + dollars.Denied),
      processingDays: daysOf(this.processing, this.decidedWithoutDate),
      claimLagDays: daysOf(this.lag, 0),
      byPayer: sortedObject(this.payers),
    };
  }
}

function daysOf(days: readonly number[], missing: number): DaysTruth {
  const known = missing === 0 ? days : [];
  return { claims: days.length, median: median(known), percentile90: percentile(known, 90) };
}

function addClaim(totals: ClaimTotals, row: ClaimRow, status: ClaimStatus): void {
  totals.claims += 1;
  totals.claimedCents += row.claimCents;
  totals.paidCents += row.paidCents;
  totals.patientResponsibilityCents += row.patientCents;
  totals.byStatus[status] += 1;
  totals.claimedCentsByStatus[status] += row.claimCents;
}

function emptyTotals(): ClaimTotals {
  const none = () => Object.fromEntries(CLAIM_STATUSES.map((status) => [status, 0])) as Record<ClaimStatus, number>;
  return {
    ...{ claims: 0, claimedCents: 0, paidCents: 0, patientResponsibilityCents: 0 },
    byStatus: none(),
    claimedCentsByStatus: none(),
  };
}

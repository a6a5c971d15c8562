import { CodedError } from '../model/errors/coded-error';
import type { ComplianceErrorCode } from '../model/errors/review-errors';

export { COMPLIANCE_ERRORS, type ComplianceErrorCode } from '../model/errors/review-errors';

/** The only error of `compliance/`: the input cannot be reviewed. A resource that breaks a rule is a finding, never an error. */
export class ComplianceError extends CodedError<ComplianceErrorCode> {
  override readonly name = 'ComplianceError';
}

import { CodedError } from '../model/errors/coded-error';
import type { JobErrorCode } from '../model/errors/job-errors';

export { JOB_ERRORS, type JobErrorCode } from '../model/errors/job-errors';

/** The only error a step throws. `detail` names tables, columns and counts, never row values or secrets. */
export class JobError extends CodedError<JobErrorCode> {
  override readonly name = 'JobError';
}

import { CodedError } from '../model/errors/coded-error';
import type { SampleErrorCode } from '../model/errors/sample-errors';

/** The only error the sample's own code throws; files and databases throw theirs. */
export class SampleError extends CodedError<SampleErrorCode> {
  override readonly name = 'SampleError';
}

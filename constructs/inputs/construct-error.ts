import { CodedError } from '../../model/errors/coded-error';
import type { ConstructErrorCode } from '../../model/errors/construct-errors';

export { CONSTRUCT_ERRORS, type ConstructErrorCode } from '../../model/errors/construct-errors';

/** The only error a construct throws. */
export class ConstructError extends CodedError<ConstructErrorCode> {
  override readonly name = 'ConstructError';
}

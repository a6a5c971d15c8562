import { JobError, type JobErrorCode } from '../errors';

/** What the client throws: an HTTP answer or a socket's error. */
interface ClientError {
  readonly code?: number | string;
  readonly message?: string;
}

/**
 * A failure of Cloud Storage as a coded error. Its message and `cause` are dropped: they hold keys, keys are the sender's file names,
 * and file names can hold names of people.
 */
export function gcsFailure(bucket: string, error: unknown): JobError {
  if (error instanceof JobError) return error;
  const { code, message = '' } = (error ?? {}) as ClientError;
  if (Number(code) === 404) return new JobError('OBJECT_MISSING', 'the object is not there');
  return new JobError(meaning(Number(code), message), `bucket ${bucket}: ${code ?? 'no answer'}`);
}

function meaning(status: number, message: string): JobErrorCode {
  const isRefused = status === 401 || status === 403 || /default credentials|invalid_grant/i.test(message);
  return isRefused ? 'LAKE_ACCESS_DENIED' : 'LAKE_UNREACHABLE';
}

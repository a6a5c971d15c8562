import { JobError, type JobErrorCode } from '../errors';

/** What the client throws: an HTTP answer or a socket's error. */
interface ClientError {
  readonly code?: number | string;
  readonly message?: string;
}

/**
 * Cloud Storage's failure as a coded error. Neither its message nor a `cause` goes on: they hold keys, which are a sender's file names,
 * and names of files hold names of people.
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

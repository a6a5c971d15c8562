import { type Readable, Transform } from 'node:stream';
import { JobError } from '../errors';

/** What is expected of a stream from another machine. */
export interface Expected {
  /** Where it comes from, for the error, e.g. `bucket landing`. */
  readonly from: string;
  /** How long it may owe its reader an answer, in milliseconds. */
  readonly idleMilliseconds: number;
  /** Its length; null: unknown. */
  readonly bytes: number | null;
  /** The coded error for what the stream fails with. */
  readonly failure: (error: unknown) => JobError;
}

/**
 * The same bytes, as a stream that always ends: in full, or with `LAKE_UNREACHABLE` when the other side is silent or stops before all
 * bytes have come. A slow reader does not end it: the timer runs while bytes are owed.
 */
export function watched(source: Readable, { from, idleMilliseconds, bytes, failure }: Expected): Readable {
  let received = 0;
  const content = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length;
      idle.refresh();
      done(null, chunk);
    },
    flush(done) {
      const isWhole = bytes === null || received === bytes;
      done(isWhole ? null : new JobError('LAKE_UNREACHABLE', `${from}: ${received} of ${bytes} bytes came`));
    },
  });
  const idle = setTimeout(() => {
    if (content.writableNeedDrain) idle.refresh();
    else content.destroy(new JobError('LAKE_UNREACHABLE', `${from}: no answer for ${idleMilliseconds / 1000} s`));
  }, idleMilliseconds);
  source.on('error', (error) => content.destroy(failure(error)));
  // Some clients close a stream that was cut without an error and without an end.
  source.once('close', () => {
    if (!source.readableEnded) content.destroy(failure(undefined));
  });
  content.once('close', () => {
    clearTimeout(idle);
    source.destroy();
  });
  return source.pipe(content);
}

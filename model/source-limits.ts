import { z } from 'zod';

/** Slower than this, a server that waits for us to take a row may end the connection (`net_write_timeout`, 60 s). */
const SLOWEST = 100;

/** How much a hospital's database may be asked for. What is not here has no bound. */
export interface SourceLimits {
  /**
   * Rows a second, at least 100, of all tables that one process reads at the same time. Rows that come faster wait, and the server with them.
   * @default no bound
   */
  readonly rowsPerSecond?: number | undefined;
  /**
   * Longest time of one statement, in seconds, reading its rows included. The server ends a longer one, and the step fails with
   * `SOURCE_STATEMENT_TOO_LONG`.
   * @default no bound but that of the step
   */
  readonly statementSeconds?: number | undefined;
}

/** Limits as a specification has them. */
export const sourceLimits = z.strictObject({
  rowsPerSecond: z.int().min(SLOWEST).optional(),
  statementSeconds: z.int().min(1).optional(),
}) satisfies z.ZodType<SourceLimits>;

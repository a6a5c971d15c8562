/** The command line or the configuration is wrong: exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(
    /** What is wrong, and why. */
    message: string,
    /** What to do next. */
    readonly fix: string,
  ) {
    super(message);
  }
}

import { CodedError } from '../../model/errors/coded-error';

/** The command line or the configuration is wrong: exit 2. Each place that throws it says what to do next. */
export class UsageError extends CodedError<'USAGE'> {
  override readonly name = 'UsageError';

  constructor(detail: string, fix: string) {
    super('USAGE', detail, { fix });
  }
}

import { CodedError } from '../../model/errors/coded-error';
import type { CommandErrorCode } from '../../model/errors/command-errors';

/** A command that prepares or changes an environment cannot do its work. */
export class CommandError extends CodedError<CommandErrorCode> {
  override readonly name = 'CommandError';
}

import { UsageError } from '../errors/usage-error';

/**
 * Loads a part of the programs that write the sample, with its first use: the pipeline does not need them, and the production image leaves them
 * out.
 * @throws UsageError where the installation does not have them
 */
export function ofGenerator<Part>(load: () => Part): Part {
  try {
    return load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new UsageError(
      'this installation has no generator of samples: the production image leaves it out',
      'Run rcm sample on a machine with the whole package.',
    );
  }
}

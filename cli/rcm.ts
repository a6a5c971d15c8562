#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { COMMANDS } from './commands';

/**
 * Runs one command line. Of the commands only those named in it are loaded, so that `rcm --help` starts at once.
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage or configuration.
 */
export async function main(words: readonly string[]): Promise<number> {
  const program = new Command('rcm')
    .description('The revenue-cycle data platform of a hospital group, on this machine and in the cloud.')
    .exitOverride()
    .showHelpAfterError('(rcm COMMAND --help shows its options and examples)')
    .helpCommand(true)
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 failed, 2 wrong usage or configuration. Data goes to stdout, all else to stderr.',
    );
  try {
    for (const { name, summary, load } of COMMANDS) {
      const command = program.command(name).summary(summary).description(summary);
      if (words.includes(name)) load().define(command);
    }
    await program.parseAsync(words, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (thrown) {
    // Commander has already said what is wrong with the words; its help is not a failure.
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    const { describeFailure } = require('./failure') as typeof import('./failure');
    const { exitCode, text } = describeFailure(thrown, process.env['RCM_DEBUG'] === '1');
    process.stderr.write(`${text}\n`);
    return exitCode;
  }
}

if (require.main === module) {
  // The reader of a pipe may leave early: `rcm graph | head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? 0);
  });
  // Not process.exit(): what is still on its way into a pipe would be cut off.
  void main(process.argv.slice(2)).then((exitCode) => {
    process.exitCode = exitCode;
  });
}

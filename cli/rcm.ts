#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { COMMANDS, loadCommand } from './commands/registry';
import { isInCloud, logLine, startCloudLog } from './output/cloud-log';

/**
 * What Airflow reads of a step in the cloud (jobs/airflow/rcm_dag.py): somebody has to put something right before it can succeed. On a
 * machine a failed step is 1, whatever the reason.
 */
const NO_RETRY = 2;

/**
 * Runs one command line. Of the commands only those named in it are loaded, so that `rcm --help` starts at once.
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage or configuration.
 */
export async function main(words: readonly string[]): Promise<number> {
  const inCloud = isInCloud(words, process.env);
  if (inCloud) startCloudLog(process.env['RCM_ENV'] ?? null);
  const program = new Command('rcm')
    .description('The revenue-cycle data platform of a hospital group, on this machine and in the cloud.')
    .exitOverride()
    .showHelpAfterError('(rcm COMMAND --help shows its options and examples)')
    .helpCommand(true)
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 failed, 2 wrong usage or configuration. Data goes to stdout, all else to stderr.',
    );
  // Its help after an error is one line of the log, not twenty.
  if (inCloud) program.configureOutput({ writeErr: (text) => process.stderr.write(`${usageLine(text)}\n`) });
  try {
    for (const { name, summary } of COMMANDS) {
      const command = program.command(name).summary(summary).description(summary);
      if (words.includes(name)) loadCommand(name).define(command);
    }
    await program.parseAsync(words, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (thrown) {
    // Commander has already said what is wrong with the words; its help is not a failure.
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    const { describeFailure } = require('./errors/failure') as typeof import('./errors/failure');
    const { exitCode, code, retryable, text } = describeFailure(thrown, process.env['RCM_DEBUG'] === '1');
    process.stderr.write(`${logLine('ERROR', text, code)}\n`);
    return inCloud && words.includes('step') && !retryable ? NO_RETRY : exitCode;
  }
}

function usageLine(text: string): string {
  return logLine('ERROR', text.trim(), 'USAGE');
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

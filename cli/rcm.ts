#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { COMMANDS, loadCommand } from './commands/registry';
import { isInCloud, logLine, startCloudLog } from './output/cloud-log';
import { adviseAs, asTyped, placeIn, programName, typedProgram } from './output/typed-command';

/**
 * Exit code of a step in the cloud for which a retry is useless, as Cloud Run shows it with the execution: somebody has to correct something
 * first. `rcm steps` ends in the same way. On a local machine every failed step ends with 1.
 */
const NO_RETRY = 2;

/**
 * Runs one command line. Loads only the command named in it, so that `rcm --help` starts at once.
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage or configuration, 3 a review that stays unknown. A signal ends the process: signals.ts.
 */
export async function main(words: readonly string[]): Promise<number> {
  const inCloud = isInCloud(words, process.env);
  if (inCloud) startCloudLog(process.env['RCM_ENV'] ?? null);
  else adviseAs(programName(process.env, process.argv[1] ?? 'rcm', process.cwd()), placeIn(words));
  const program = new Command(typedProgram())
    .description('The revenue-cycle data platform of a hospital group, on this machine and in the cloud.')
    .exitOverride()
    // What is wrong is said below, in the form of every other error.
    .configureOutput({ outputError: () => {}, writeErr: inCloud ? writeUsageLine : writeWords })
    .helpCommand(true)
    .addHelpText(
      'after',
      [
        '\nExit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 a review that',
        'stays unknown; 128 and the number of a signal that ended it. Data goes to stdout,',
        'everything else to stderr.',
      ].join('\n'),
    );
  program.option('-V, --version', 'print the version, and in a checkout its commit').on('option:version', () => {
    const { versionText } = require('./version') as typeof import('./version');
    process.stdout.write(`${versionText()}\n`);
    throw new CommanderError(0, 'commander.version', '');
  });
  try {
    for (const { name, summary } of COMMANDS) {
      const command = program.command(name).summary(summary).description(summary);
      if (words.includes(name)) loadCommand(name).define(command);
    }
    await program.parseAsync(words, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (thrown) {
    // Commander has printed the help that was asked for, or that stands where a command is missing.
    if (thrown instanceof CommanderError && (thrown.exitCode === 0 || thrown.code === 'commander.help'))
      return thrown.exitCode === 0 ? 0 : 2;
    const isWrongWords = thrown instanceof CommanderError;
    const { describeFailure } = require('./errors/failure') as typeof import('./errors/failure');
    const failure = describeFailure(
      isWrongWords ? wrongWords(thrown, words) : thrown,
      process.env['RCM_DEBUG'] === '1',
    );
    const { exitCode, code, retryable, text } = failure;
    process.stderr.write(`${logLine('ERROR', isWrongWords ? text : asTyped(text), code)}\n`);
    return inCloud && ['step', 'steps'].some((word) => words.includes(word)) && !retryable ? NO_RETRY : exitCode;
  }
}

function writeWords(text: string): void {
  process.stderr.write(text);
}

/** In the cloud the help is one line of the log instead of twenty. */
function writeUsageLine(text: string): void {
  process.stderr.write(`${logLine('ERROR', text.trim(), 'USAGE')}\n`);
}

/** What the parser refuses, as wrong usage. Its advice names the program as it was typed, and no environment: help has none. */
function wrongWords({ message }: CommanderError, words: readonly string[]): Error {
  const { UsageError } = require('./errors/usage-error') as typeof import('./errors/usage-error');
  const command = COMMANDS.find(({ name }) => name === words[0])?.name;
  const detail = message.replace(/^error: /, '').replace(/\n\(Did you mean/, ' (did you mean');
  const help =
    command === undefined
      ? `${typedProgram()} --help lists the commands.`
      : `${typedProgram()} ${command} --help shows its options and examples.`;
  return new UsageError(detail, help);
}

/** What nobody has caught ends the process by code. Its own message may quote a row, so Node.js must not print it. */
function endUncaught(thrown: unknown): never {
  const { describeFailure } = require('./errors/failure') as typeof import('./errors/failure');
  const { exitCode, code, text } = describeFailure(thrown, process.env['RCM_DEBUG'] === '1');
  process.stderr.write(`${logLine('ERROR', asTyped(text), code)}\n`);
  process.exit(exitCode);
}

if (require.main === module) {
  process.on('uncaughtException', endUncaught);
  // The reader of a pipe may close it early: `rcm graph | head`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? 0);
  });
  // Not process.exit(): it would cut off output still being written to a pipe.
  void main(process.argv.slice(2)).then((exitCode) => {
    process.exitCode = exitCode;
  });
}

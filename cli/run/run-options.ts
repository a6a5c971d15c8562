import type { Command } from 'commander';

/** Adds the options of `RunSelection`. */
export function withSelection(command: Command): Command {
  return command
    .option('--from <step>', 'repeat this step and all later ones, in the newest run or the run of --run-id')
    .option('--hospital <id>', "run only this hospital's steps and those of the environment")
    .option('--until <date>', 'leave rows changed after this date (UTC) for a later run')
    .option('--full', 'read every row of the databases again, not only rows changed since the last run')
    .option('--heal', 'compare every row of the databases with the warehouse, and read those that differ')
    .option('--accept-deletes', 'accept rows deleted in the databases, however many')
    .option('--rebuild-gold', 'build gold whole from silver, not only what has changed')
    .option('--run-id <id>', 'resume this run, or name a new one');
}

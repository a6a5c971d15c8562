import { execFile } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltRcm, Outcome } from './built-rcm';

/** A shell in a project, where `./rcm` is the program as in a checkout: what it advises is typed as it stands there. */
export interface Shell {
  /** Runs a command line. @param variables in the environment of the shell */
  type(line: string, variables?: Readonly<Record<string, string>>): Promise<Outcome>;
  /** Finds the one command that follows the words in what was printed, and runs it. @param added to the end of the line */
  typeAdvice(printed: Outcome, words: string, added?: string): Promise<Outcome>;
}

/** @param project gets the script `rcm`, which starts the program. */
export function openShell(project: string, { program }: Pick<BuiltRcm, 'program'>): Shell {
  const script = join(project, 'rcm');
  writeFileSync(script, `#!/bin/sh\nRCM_PROGRAM="$0" exec '${process.execPath}' '${program}' "$@"\n`);
  chmodSync(script, 0o700);
  const type: Shell['type'] = (line, variables = {}) =>
    new Promise((done) => {
      const { RCM_ENV: _, RCM_SPEC: __, RCM_DEBUG: ___, RCM_PROGRAM: ____, ...inherited } = process.env;
      const options = { cwd: project, env: { ...inherited, ...variables }, maxBuffer: 64 * 1024 * 1024 };
      execFile('sh', ['-c', line], options, (error, stdout, stderr) =>
        done({ exitCode: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
      );
    });
  return {
    type,
    typeAdvice: (printed, words, added = '') => type(`${adviceAfter(printed, words)} ${added}`.trim()),
  };
}

/**
 * The command that follows the words in what a command printed, as a reader copies it: to the end of the line, or of the sentence or bracket
 * that it stands in.
 */
export function adviceAfter({ stdout, stderr }: Pick<Outcome, 'stdout' | 'stderr'>, words: string): string {
  const text = `${stdout}\n${stderr}`;
  const at = text.indexOf(words);
  const [line = ''] = at < 0 ? [] : text.slice(at + words.length).split('\n');
  const command = /^\s*(\.\/rcm .*?)(?:[.,;]?$|[.,;)] | to (?=see)| takes )/.exec(line)?.[1];
  if (command === undefined) throw new Error(`No command follows "${words}" in:\n${text}`);
  return command.replace(/[.,;)]$/, '');
}

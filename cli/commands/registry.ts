import type { Command } from 'commander';

/** A command as `rcm --help` lists it. Its own file, `cli/commands/<name>.ts`, defines its options and what it does. */
export interface CommandEntry {
  readonly name: string;
  /** What it does, beginning with a verb. */
  readonly summary: string;
}

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandEntry[] = [
  { name: 'init', summary: 'write a project of your own that uses this package, with an extension of the model' },
  { name: 'sample', summary: 'write an invented hospital group to run on' },
  { name: 'run', summary: 'run the whole pipeline on this machine' },
  { name: 'dev', summary: 'run the pipeline on databases that it starts here and fills with the sample' },
  { name: 'step', summary: 'run one step of the graph, as the container does in the cloud' },
  { name: 'steps', summary: 'run several steps of a run in one process, as an execution does in the cloud' },
  { name: 'replay', summary: 'rebuild silver and gold from bronze, without reading any source' },
  { name: 'fetch', summary: 'fetch a public register into the inbox: provider numbers or diagnosis codes' },
  { name: 'status', summary: 'show runs, watermarks, freshness and quarantine per hospital and table' },
  { name: 'summary', summary: 'show the results of the last run and where its reports are' },
  { name: 'quarantine', summary: 'list rows that rules hold back, and release or discard them' },
  { name: 'reconcile', summary: 'compare totals, or every row, with the databases they come from' },
  { name: 'query', summary: 'query the local warehouse with SQL, read-only' },
  { name: 'spec', summary: 'print the pipeline spec of an environment' },
  {
    name: 'dictionary',
    summary: 'print every table and view of an environment, with the privacy class of each column',
  },
  { name: 'model', summary: 'check what an environment adds to the model, and keep its SQL for review' },
  { name: 'graph', summary: 'print the graph of steps' },
  { name: 'cost', summary: 'estimate what a day of an environment reads in BigQuery and costs' },
  { name: 'stacks', summary: 'print the stacks of an environment in the order of their deployment' },
  { name: 'compliance', summary: 'review the Terraform of an environment, or any plan' },
  { name: 'access', summary: 'show who has access to what, by principal and role' },
  { name: 'hospital', summary: 'add a hospital, with a mapping proposed from its live database' },
  { name: 'feed', summary: 'try a delivered file: how it is written, how it maps, what its rows become' },
  { name: 'bootstrap', summary: 'create what the cloud project needs before the first deployment' },
  { name: 'doctor', summary: 'check this machine and the environment, and advise what to fix' },
];

/** The file of a command. It is loaded only when its command is typed, so that `rcm --help` starts at once. */
export function loadCommand(name: string): { define(command: Command): void } {
  return require(`./${name}`);
}

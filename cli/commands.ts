import type { Command } from 'commander';

/** A command as `rcm --help` lists it; its own file says the rest. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** Its file, loaded only when the command is meant. */
  readonly load: () => { define(command: Command): void };
}

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'sample',
    summary: 'write an invented hospital group to run on',
    load: () => require('./commands/sample') as typeof import('./commands/sample'),
  },
  {
    name: 'run',
    summary: 'run the whole pipeline on this machine',
    load: () => require('./commands/run') as typeof import('./commands/run'),
  },
  {
    name: 'step',
    summary: 'run one step of the graph, as the container does in the cloud',
    load: () => require('./commands/step') as typeof import('./commands/step'),
  },
  {
    name: 'replay',
    summary: 'rebuild silver and gold from bronze, without reading any source',
    load: () => require('./commands/replay') as typeof import('./commands/replay'),
  },
  {
    name: 'fetch',
    summary: 'fetch a public register into the inbox: provider numbers or diagnosis codes',
    load: () => require('./commands/fetch') as typeof import('./commands/fetch'),
  },
  {
    name: 'status',
    summary: 'show runs, watermarks, freshness and quarantine per hospital and table',
    load: () => require('./commands/status') as typeof import('./commands/status'),
  },
  {
    name: 'summary',
    summary: 'show what the last run came to, and where its reports are',
    load: () => require('./commands/summary') as typeof import('./commands/summary'),
  },
  {
    name: 'reconcile',
    summary: 'compare the totals of the facts with the rows they come from',
    load: () => require('./commands/reconcile') as typeof import('./commands/reconcile'),
  },
  {
    name: 'query',
    summary: 'look into the local warehouse with SQL, read-only',
    load: () => require('./commands/query') as typeof import('./commands/query'),
  },
  {
    name: 'spec',
    summary: 'print the pipeline spec of an environment',
    load: () => require('./commands/spec') as typeof import('./commands/spec'),
  },
  {
    name: 'graph',
    summary: 'print the graph of steps',
    load: () => require('./commands/graph') as typeof import('./commands/graph'),
  },
  {
    name: 'compliance',
    summary: 'review the Terraform of an environment, or any plan',
    load: () => require('./commands/compliance') as typeof import('./commands/compliance'),
  },
  {
    name: 'access',
    summary: 'show who may do what, by principal and role',
    load: () => require('./commands/access') as typeof import('./commands/access'),
  },
  {
    name: 'hospital',
    summary: 'add a hospital: its mapping is proposed from its live database',
    load: () => require('./commands/hospital') as typeof import('./commands/hospital'),
  },
  {
    name: 'bootstrap',
    summary: 'make what must exist in the cloud before the first deployment',
    load: () => require('./commands/bootstrap') as typeof import('./commands/bootstrap'),
  },
  {
    name: 'doctor',
    summary: 'check this machine and the environment, and say what to do',
    load: () => require('./commands/doctor') as typeof import('./commands/doctor'),
  },
];

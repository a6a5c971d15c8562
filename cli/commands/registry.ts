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
    load: () => require('./sample') as typeof import('./sample'),
  },
  {
    name: 'run',
    summary: 'run the whole pipeline on this machine',
    load: () => require('./run') as typeof import('./run'),
  },
  {
    name: 'step',
    summary: 'run one step of the graph, as the container does in the cloud',
    load: () => require('./step') as typeof import('./step'),
  },
  {
    name: 'replay',
    summary: 'rebuild silver and gold from bronze, without reading any source',
    load: () => require('./replay') as typeof import('./replay'),
  },
  {
    name: 'fetch',
    summary: 'fetch a public register into the inbox: provider numbers or diagnosis codes',
    load: () => require('./fetch') as typeof import('./fetch'),
  },
  {
    name: 'status',
    summary: 'show runs, watermarks, freshness and quarantine per hospital and table',
    load: () => require('./status') as typeof import('./status'),
  },
  {
    name: 'summary',
    summary: 'show what the last run came to, and where its reports are',
    load: () => require('./summary') as typeof import('./summary'),
  },
  {
    name: 'reconcile',
    summary: 'compare the totals of the facts with the rows they come from',
    load: () => require('./reconcile') as typeof import('./reconcile'),
  },
  {
    name: 'query',
    summary: 'look into the local warehouse with SQL, read-only',
    load: () => require('./query') as typeof import('./query'),
  },
  {
    name: 'spec',
    summary: 'print the pipeline spec of an environment',
    load: () => require('./spec') as typeof import('./spec'),
  },
  {
    name: 'graph',
    summary: 'print the graph of steps',
    load: () => require('./graph') as typeof import('./graph'),
  },
  {
    name: 'compliance',
    summary: 'review the Terraform of an environment, or any plan',
    load: () => require('./compliance') as typeof import('./compliance'),
  },
  {
    name: 'access',
    summary: 'show who may do what, by principal and role',
    load: () => require('./access') as typeof import('./access'),
  },
  {
    name: 'hospital',
    summary: 'add a hospital: its mapping is proposed from its live database',
    load: () => require('./hospital') as typeof import('./hospital'),
  },
  {
    name: 'bootstrap',
    summary: 'make what must exist in the cloud before the first deployment',
    load: () => require('./bootstrap') as typeof import('./bootstrap'),
  },
  {
    name: 'doctor',
    summary: 'check this machine and the environment, and say what to do',
    load: () => require('./doctor') as typeof import('./doctor'),
  },
];

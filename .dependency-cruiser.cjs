// The direction of imports, stated once: main -> environments -> stacks -> constructs -> model <- jobs <- cli -> compliance.
const MAY_IMPORT = {
  model: [],
  jobs: ['model'],
  compliance: ['model'],
  sample: ['model'],
  constructs: ['model'],
  stacks: ['constructs', 'compliance', 'model'],
  environments: ['stacks'],
  cli: ['compliance', 'jobs', 'model', 'sample'],
};
const folders = Object.keys(MAY_IMPORT).join('|');
const isTest = '\\.test\\.ts$';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-terraform-here',
      comment: 'The container stays small and starts fast, and rules stay pure functions over JSON.',
      severity: 'error',
      from: { path: '^(model|jobs|compliance|cli|sample)/', pathNot: isTest },
      to: { path: 'node_modules/(cdktf|@cdktf|constructs)/' },
    },
    {
      name: 'no-provider-root',
      comment: 'The root of the provider package loads every resource: 2.7 s and 468 MB instead of 0.3 s and 70 MB.',
      severity: 'error',
      from: {},
      to: { path: 'node_modules/@cdktf/provider-google/lib/index' },
    },
    ...Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
      name: `${folder}-imports`,
      severity: 'error',
      from: { path: `^${folder}/`, pathNot: isTest },
      to: { path: `^(${folders}|test)/|^main\\.ts`, pathNot: `^(${[folder, ...allowed].join('|')})/` },
    })),
  ],
  // No tsConfig: with it the package "constructs" is taken for our folder of that name.
  options: { tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } },
};

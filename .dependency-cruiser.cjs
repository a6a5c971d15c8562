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
/**
 * Inside a folder: its rooms, lowest floor first. A room imports of its folder what is on a floor below; rooms of one floor do not know
 * each other. Files beside the rooms are the top floor, unless a floor names them. So nothing runs upward or in a circle.
 */
const FLOORS = {
  jobs: [
    ['errors.ts'],
    ['lake', 'secrets', 'airflow', 'spark'],
    // Sources write into the lake; only warehouses and what stands above them know SQL engines.
    ['warehouse', 'sources'],
    ['transform', 'engines'],
    ['reports'],
    ['steps'],
    ['run'],
  ],
  constructs: [
    ['inputs'],
    ['storage', 'bigquery', 'network', 'database', 'airflow', 'spark', 'run', 'audit'],
    // An access list grants on the tags of a taxonomy.
    ['access'],
  ],
  compliance: [
    ['errors.ts', 'controls.ts', 'arguments'],
    ['estate'],
    ['reading', 'verdicts'],
    ['grants'],
    ['access'],
    ['rule-parts'],
    ['rules'],
    ['review'],
    ['report'],
  ],
  cli: [
    ['errors', 'output'],
    ['environment', 'local-warehouse', 'sample'],
    ['google-cloud', 'run'],
    ['add-hospital', 'bootstrap', 'dev', 'doctor', 'extension', 'init'],
    ['try-feed'],
    ['commands'],
  ],
  stacks: [['props'], ['settings'], ['checks', 'grants'], ['tables', 'monitoring', 'ci', 'workloads', 'synthesis']],
};
const isTest = '\\.(test|fixture)\\.ts$';
/** An example imports what a customer does, the index of the folder. */
const isTestOrExample = '\\.(test|fixture|example)\\.ts$';

/** Rules that hold the floors of a folder. */
function floorRules([folder, floors]) {
  const all = floors.flat().join('|');
  return [
    {
      name: `${folder}-room-without-floor`,
      comment: 'A new room gets its floor in FLOORS.',
      severity: 'error',
      from: { path: `^${folder}/[^/]+/`, pathNot: `^${folder}/(${all})(/|$)` },
      to: {},
    },
    ...floors.flatMap((rooms, floor) =>
      rooms.map((room) => ({
        name: `${folder}-${room}-imports`,
        severity: 'error',
        from: { path: `^${folder}/${room}(/|$)`, pathNot: isTestOrExample },
        to: { path: `^${folder}/`, pathNot: `^${folder}/(${[room, ...floors.slice(0, floor).flat()].join('|')})(/|$)` },
      })),
    ),
  ];
}

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
    ...Object.entries(FLOORS).flatMap(floorRules),
    ...Object.entries(MAY_IMPORT).map(([folder, allowed]) => ({
      name: `${folder}-imports`,
      severity: 'error',
      from: { path: `^${folder}/`, pathNot: isTest },
      to: { path: `^(${folders}|test)/|^main\\.ts`, pathNot: `^(${[folder, ...allowed].join('|')})/` },
    })),
    {
      name: 'rules-apart',
      comment:
        'What several rules need lies in compliance/rule-parts: a rule can be changed or deleted without reading another.',
      severity: 'error',
      from: { path: '^compliance/rules/[^/]+/', pathNot: `${isTest}|/index\\.ts$` },
      to: { path: '^compliance/rules/' },
    },
  ],
  // No tsConfig: with it the package "constructs" is taken for our folder of that name.
  options: { tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } },
};

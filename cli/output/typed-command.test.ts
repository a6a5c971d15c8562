import { adviseAs, adviseFor, asTyped, placeIn, programName } from './typed-command';

describe('how the program was started', () => {
  it.each([
    ['by the script of a checkout', { RCM_PROGRAM: './rcm' }, '/repo/dist/cli/rcm.js', './rcm'],
    ['by its script, from the shell that became it', { RCM_PROGRAM: '/repo/rcm' }, '/repo/dist/cli/rcm.js', './rcm'],
    ['by its script, from elsewhere', { RCM_PROGRAM: '/other/rcm' }, '/other/dist/cli/rcm.js', '/other/rcm'],
    ['by a name that a script says', { RCM_PROGRAM: 'make rcm' }, '/repo/dist/cli/rcm.js', 'make rcm'],
    ['by npx', { npm_command: 'exec' }, '/repo/node_modules/.bin/rcm-platform', 'npx rcm-platform'],
    ['in a script of npm', { npm_command: 'run-script' }, '/repo/node_modules/.bin/rcm', 'npx rcm'],
    ['from the PATH', { PATH: '/bin:/opt/node/bin' }, '/opt/node/bin/rcm', 'rcm'],
    ['by its path', { PATH: '/bin' }, '/repo/node_modules/.bin/rcm', 'node_modules/.bin/rcm'],
    ['in its folder', { PATH: '/bin' }, '/repo/rcm', './rcm'],
    ['as a file of Node.js, also below npx', { npm_command: 'exec' }, '/repo/dist/cli/rcm.js', 'node dist/cli/rcm.js'],
    ['from elsewhere', {}, '/other place/rcm.js', "node '/other place/rcm.js'"],
  ])('%s', (_how, variables, path, program) => {
    expect(programName(variables, path, '/repo')).toBe(program);
  });
});

describe('a command in a text', () => {
  it('is called rcm where nobody typed it', () => {
    expect(asTyped('Run the pipeline first: rcm run.')).toBe('Run the pipeline first: rcm run.');
  });

  it.each([
    ['Run the pipeline first: rcm run.', 'Run the pipeline first: ./rcm run --spec a.json --extracts x.'],
    ['76 open (rcm quarantine list)', '76 open (./rcm quarantine list --spec a.json)'],
    ['`rcm COMMAND --help` shows them', '`./rcm COMMAND --help` shows them'],
    ['-> rcm run --env b --run-id r1', '-> ./rcm run --env b --run-id r1'],
    ['with rcm replay, or rcm graph', 'with ./rcm replay --spec a.json, or ./rcm graph --spec a.json'],
    ['the folder .rcm/b, in ./rcm run', 'the folder .rcm/b, in ./rcm run'],
  ])('%s', (text, typed) => {
    adviseAs('./rcm', placeIn(['query', 'x', '--spec', 'a.json', '--extracts=x']));
    expect(asTyped(text)).toBe(typed);
  });

  it('has each option once', () => {
    adviseAs('./rcm', placeIn(['sample', '--env', 'sunrise-dev', '--mysql']));
    expect(asTyped('-> rcm run --mysql')).toBe('-> ./rcm run --env sunrise-dev --mysql');
  });

  it('names the environment that was typed, and the sources of the run that is resumed', () => {
    adviseAs('npx rcm-platform', placeIn(['run', '--env', 'sunrise-dev', '--run-id', 'r1']));
    adviseFor({ mysql: true });
    expect(asTyped('with rcm reconcile --rows')).toBe(
      'with npx rcm-platform reconcile --env sunrise-dev --mysql --rows',
    );
    adviseFor({ spec: 'my spec.json' });
    expect(asTyped('see rcm status')).toBe("see npx rcm-platform status --spec 'my spec.json'");
  });
});

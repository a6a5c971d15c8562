// `node --require ./scripts/load-typescript.cjs FILE.ts`: Node then loads TypeScript and compiles each file when it is first required.
// Only for programs that run from a checkout: the package is compiled by build.mjs, tests by jest.
const { readFileSync } = require('node:fs');
const { transformSync } = require('esbuild');

/** As in build.mjs, so that a program behaves as it does when it is built. */
const OPTIONS = { loader: 'ts', format: 'cjs', platform: 'node', target: 'node20', sourcemap: 'inline' };

require.extensions['.ts'] = (loaded, file) => {
  const supported = { 'dynamic-import': false };
  const { code } = transformSync(readFileSync(file, 'utf8'), { ...OPTIONS, supported, sourcefile: file });
  loaded._compile(code, file);
};
process.setSourceMapsEnabled(true);

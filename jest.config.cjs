// Two projects: "fast" is the inner loop; "engines" are the tests that need a real database, warehouse, browser or scheduler, or take long.
const shared = {
  rootDir: __dirname,
  testEnvironment: 'node',
  // In the checkout and not in the temporary folder, which each run of `npm test` has for itself.
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
  setupFiles: ['<rootDir>/test/skip-token-traces.ts'],
  transform: {
    '^.+\\.(ts|mjs|js)$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs', ignoreDynamic: false },
      },
    ],
  },
  // faker and echarts publish ECMAScript modules only; jest runs CommonJS.
  // The BigQuery client's HTTP layer (teeny-request) loads node-fetch with import(), which jest refuses unless both are compiled.
  transformIgnorePatterns: [
    '/node_modules/(?!(@faker-js/faker|teeny-request|node-fetch|data-uri-to-buffer|fetch-blob|formdata-polyfill)/)',
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/cdktf.out', '<rootDir>/.engines', '<rootDir>/.rcm'],
};

module.exports = {
  // A busy machine may take its time; a test that hangs still ends.
  testTimeout: 30_000,
  projects: [
    {
      ...shared,
      displayName: 'fast',
      testMatch: ['<rootDir>/**/*.test.ts'],
      // The project that `rcm init` writes has a test of its own, for Node's runner.
      testPathIgnorePatterns: ['/node_modules/', '\\.engine\\.test\\.ts$', '<rootDir>/template/'],
      setupFilesAfterEnv: ['<rootDir>/test/suite-process.ts'],
    },
    {
      ...shared,
      displayName: 'engines',
      testMatch: ['<rootDir>/**/*.engine.test.ts'],
      globalSetup: '<rootDir>/test/engines/global-setup.ts',
      globalTeardown: '<rootDir>/test/engines/global-teardown.ts',
      setupFilesAfterEnv: ['<rootDir>/test/suite-process.ts', '<rootDir>/test/engines/file-setup.ts'],
    },
  ],
};

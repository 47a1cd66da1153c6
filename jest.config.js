/** Jest looks globals up in a slow object of each test file's own, unless they are named: a trace takes a third less time. */
const globals =
  'Array Boolean Buffer Error JSON Map Math Number Object Promise Proxy Reflect RegExp Set String Symbol WeakMap WeakSet';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test', '<rootDir>/examples'],
  // The package itself is tested by `npm run test:pack`, with a configuration of its own.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/package/'],
  globalSetup: '<rootDir>/test/helm/global-setup.ts',
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  sandboxInjectedGlobals: globals.split(' '),
  // Many tests run Helm, or whole syntheses: they take long on a loaded machine, and that is no failure.
  testTimeout: 60_000,
  // What users import; the documentation's examples do so too.
  moduleNameMapper: { '^cdk8s-inference$': '<rootDir>/lib/index.ts' },
  // All cores: by default jest leaves one idle, which on a machine of two is half of them.
  maxWorkers: '100%',
  collectCoverageFrom: ['lib/**/*.ts'],
  coverageProvider: 'v8',
};

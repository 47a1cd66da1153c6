const { transform } = require('../../jest.config');

/**
 * Packs, installs and uses the package: `npm run test:pack`. It needs the npm registry or a filled npm cache.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/*.test.ts'],
  transform,
  testTimeout: 300_000,
};

import { helmBinary, kubectlBinary, rememberVerified } from './binaries';

/**
 * Fetches and verifies the binaries once, before jest starts its workers, so that no test waits for a download. What
 * fails here fails again, with instructions, in the tests that need it; the others still run.
 */
export default async function fetchBinaries(): Promise<void> {
  const binaries = await Promise.allSettled([helmBinary(3), helmBinary(4), helmBinary(4).then(kubectlBinary)]);
  rememberVerified(binaries.flatMap((binary) => (binary.status === 'fulfilled' ? [binary.value] : [])));
}

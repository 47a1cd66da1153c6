import { z } from 'zod';
import { describeFound } from '../values/expectation';

const RELEASE_NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const DNS_1123_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const KUBE_VERSION = /^v?[0-9]+\.[0-9]+(\.[0-9]+)?([-+][0-9A-Za-z][-+.0-9A-Za-z]*)?$/;
const API_VERSION = /^([a-z0-9]([-.a-z0-9]*[a-z0-9])?\/)?v[0-9]+((alpha|beta)[0-9]+)?(\/[A-Z][0-9A-Za-z]*)?$/;

/** Helm leaves ten of a label's 63 characters to the suffixes that charts append. */
const MAX_RELEASE_NAME = 53;
const MAX_LABEL = 63;

const releaseForm = form(
  'a release name: lower-case letters, digits and "-", beginning with a letter, ending with a letter or digit, at most 53 characters',
);
const namespaceForm = form(
  'a namespace: lower-case letters, digits and "-", beginning and ending with a letter or digit, at most 63 characters',
);

/** The keys of an environment file. What `values` holds is the business of the chart's own schema. */
export const environmentSchema = z.object({
  extends: z
    .string()
    .min(1, form('the name of another environment'))
    .optional()
    .describe('Environment to take everything from that is not given here. Default: base, if there is one.'),
  release: z
    .string()
    .regex(RELEASE_NAME, releaseForm)
    .max(MAX_RELEASE_NAME, releaseForm)
    .optional()
    .describe("Helm release name. Default: that of the extended environment, or the chart's name."),
  namespace: z
    .string()
    .regex(DNS_1123_LABEL, namespaceForm)
    .max(MAX_LABEL, namespaceForm)
    .optional()
    .describe('Namespace of the release. Default: that of the extended environment, or "default".'),
  context: z
    .string()
    .min(1, form('the name of a kubectl context'))
    .optional()
    .describe('kubectl context, for the commands that are printed. Default: that of the extended environment.'),
  cluster: z
    .object({
      kubeVersion: z
        .string()
        .regex(KUBE_VERSION, form('a Kubernetes version such as "1.31" or "v1.31.2"'))
        .optional()
        .describe('Kubernetes version of the cluster.'),
      apiVersions: z
        .array(z.string().regex(API_VERSION, form('an API version such as "monitoring.coreos.com/v1"')))
        .optional()
        .describe('API versions that the cluster has beyond those of Kubernetes itself.'),
    })
    .optional()
    .describe('What is known of the cluster that the environment goes to.'),
  values: z
    .record(z.string(), z.unknown())
    .optional()
    .describe("The chart's values that differ from those of the extended environment."),
});

/** Names the form of a text in messages, where its pattern would say little. */
function form(expected: string) {
  return { error: (issue: { input?: unknown }) => `expected ${expected}, found ${describeFound(issue.input)}` };
}

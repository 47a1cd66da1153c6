import { parse } from 'semver';
import { z } from 'zod';
import type { Problem } from '../errors';
import { describeFound } from '../values/expectation';
import { checkValues } from '../values/validate';
import { type ChartDependency, type ChartMetadata, sectionOf } from './metadata';
import { isVersionConstraint } from './version-constraint';

/** Every problem of a chart's metadata, with paths such as `metadata.dependencies[0].version`; none where it is valid. */
export function checkMetadata(metadata: ChartMetadata): Problem[] {
  const dependencies = metadata.dependencies?.map(({ values: _schema, ...entry }) => entry);
  return checkValues(schema, { ...metadata, ...(dependencies && { dependencies }) }).map(({ code, message, path }) => ({
    code: code.replace('values/', 'metadata/'),
    message,
    path: path ? `metadata.${path}` : 'metadata',
  }));
}

const MAX_NAME_LENGTH = 63;
const DNS_1035_LABEL = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;
const CONDITION = /^[^\s.,]+(?:\.[^\s.,]+)*(?:,[^\s.,]+(?:\.[^\s.,]+)*)*$/;
const ALIAS = /^[a-zA-Z0-9_-]+$/;

const chartName = text(
  (name) => DNS_1035_LABEL.test(name) && name.length <= MAX_NAME_LENGTH,
  'a chart name: lower-case letters, digits and "-", beginning with a letter, ending with a letter or digit, at most 63 characters, because object names are made of it',
);
const webUrl = text((url) => hasProtocol(url, ['https:', 'http:']), 'a URL such as https://example.com/page');
const constraint = text(isVersionConstraint, 'a range of versions such as ">=1.29.0-0" or "~17.3.0"');
const someText = text((value) => value.trim() !== '', 'text that is not empty');

const dependency = z.object({
  name: someText,
  version: constraint,
  repository: text(isRepository, 'an https:, oci: or file: URL, or @ and the name of an added repository').optional(),
  condition: text(
    (condition) => CONDITION.test(condition),
    'the path of a value such as redis.enabled, or several with commas between them',
  ).optional(),
  tags: z.array(someText).optional(),
  'import-values': z.array(z.union([someText, z.object({ child: someText, parent: someText })])).optional(),
  alias: text((alias) => ALIAS.test(alias), 'letters, digits, "_" and "-"').optional(),
});

const schema = z.object({
  name: chartName,
  version: text(isSemVer, 'a SemVer 2 version: major.minor.patch without "v", such as 1.0.0'),
  description: z.string().optional(),
  type: z.literal('application').optional(),
  appVersion: someText.optional(),
  kubeVersion: constraint.optional(),
  keywords: z.array(someText).optional(),
  home: webUrl.optional(),
  icon: text((url) => hasProtocol(url, ['https:', 'http:', 'data:']), 'an https: or data: URL').optional(),
  sources: z.array(webUrl).optional(),
  maintainers: z
    .array(
      z.object({
        name: someText,
        email: text((email) => EMAIL.test(email), 'an e-mail address').optional(),
        url: webUrl.optional(),
      }),
    )
    .optional(),
  dependencies: z.array(dependency).superRefine(refuseRepeatedSections).optional(),
  deprecated: z.boolean().optional(),
  annotations: z.record(someText, z.string()).optional(),
});

function text(isValid: (value: string) => boolean, expected: string): z.ZodString {
  return z.string().refine(isValid, { error: ({ input }) => `expected ${expected}, found ${describeFound(input)}` });
}

/** Stricter than the semver package, which takes spaces and a leading `v` away. */
function isSemVer(version: string): boolean {
  return /^\d/.test(version) && version.trim() === version && parse(version) !== null;
}

function hasProtocol(url: string, protocols: readonly string[]): boolean {
  return URL.canParse(url) && !/\s/.test(url) && protocols.includes(new URL(url).protocol);
}

function isRepository(repository: string): boolean {
  return /^(?:@|alias:)[\w.-]+$/.test(repository) || hasProtocol(repository, ['https:', 'http:', 'oci:', 'file:']);
}

function refuseRepeatedSections(dependencies: readonly ChartDependency[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, each] of dependencies.entries()) {
    const section = sectionOf(each);
    if (seen.has(section)) {
      context.addIssue({
        code: 'custom',
        path: [index, each.alias === undefined ? 'name' : 'alias'],
        message: `another dependency already has the values section ${section}; give this one an alias of its own`,
      });
    }
    seen.add(section);
  }
}

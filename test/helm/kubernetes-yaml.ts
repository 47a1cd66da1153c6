import { parseAllDocuments, Scalar, type ScalarTag, type Tags } from 'yaml';

/** YAML 1.2's octal, which Go's YAML 1.1 parser reads too. */
const octal: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  format: 'OCT12',
  test: /^[-+]?0o[0-7]+$/,
  resolve: (text) => Number(text.startsWith('-') ? -Number(text.slice(1)) : text.replace('+', '')),
};

/** What YAML 1.1 has and Go's parser leaves as text: dates and base-60 numbers. */
function isTextInGo(tag: Tags[number]): boolean {
  return typeof tag === 'object' && (tag.tag.endsWith(':timestamp') || ('format' in tag && tag.format === 'TIME'));
}

/**
 * YAML 1.1 takes a lone point and a lone exponent for floats; Go's parser wants a digit before the exponent. To both kinds of
 * numbers, it wants one that a float can be.
 */
function asInGo(tag: Tags[number]): Tags[number] {
  if (typeof tag !== 'object' || !('test' in tag)) return tag;
  const { test, resolve } = tag;
  const isFloat = test?.test('.') || test?.test('e3');
  if (!test || (!isFloat && !tag.tag.endsWith(':int'))) return tag;
  return {
    ...tag,
    ...(isFloat && { test: new RegExp(`^(?=[^eE]*[0-9])${test.source.replace(/^\^/, '')}`) }),
    resolve: (...read: Parameters<ScalarTag['resolve']>) => {
      const number = resolve(...read);
      return Number.isFinite(Number(number instanceof Scalar ? number.value : number)) ? number : read[0];
    },
  };
}

/**
 * The documents of a YAML stream as Helm and kubectl read them: YAML 1.1 in the dialect of their Go parser, empty
 * documents left out. Throws on anything that is not clean YAML, duplicate keys included.
 */
export function kubernetesDocuments(text: string): unknown[] {
  const documents = parseAllDocuments(text, {
    version: '1.1',
    customTags: (tags) => [octal, ...tags.filter((tag) => !isTextInGo(tag)).map(asInGo)],
  });
  return [...documents].flatMap((document) => {
    const [problem] = [...document.errors, ...document.warnings];
    if (problem) throw problem;
    const value = document.toJS({ maxAliasCount: -1 });
    return value === null || value === undefined ? [] : [value];
  });
}

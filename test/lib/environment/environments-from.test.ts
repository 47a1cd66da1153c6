import { z } from 'zod';
import { defineEnvironment } from '../../../lib/environment/define-environment';
import { environmentsFrom } from '../../../lib/environment/environments-from';

describe('environments in code', () => {
  test('merge, inherit and sort as those in files do', () => {
    const { base, environments } = environmentsFrom({
      base: { release: 'ml', values: { image: { tag: 'v1', repository: 'a' } } },
      environments: {
        prod: { extends: 'dev', namespace: 'prod', values: { image: { repository: null } } },
        dev: { context: 'dev-cluster', values: { image: { tag: 'v2' } } },
      },
    });
    expect(base.values).toEqual({ image: { tag: 'v1', repository: 'a' } });
    expect(environments).toMatchObject([
      { name: 'dev', release: 'ml', namespace: 'default', context: 'dev-cluster', values: { image: { tag: 'v2' } } },
      { name: 'prod', release: 'ml', namespace: 'prod', context: 'dev-cluster', values: { image: { tag: 'v2' } } },
    ]);
    expect(environments[1]?.values).toEqual({ image: { tag: 'v2' } });
    expect(environments[1]?.own).toEqual({ image: { repository: null } });
    expect(environments[1]?.locate('image.tag')).toEqual({ environment: 'dev' });
  });

  test('may be a base alone, or none at all', () => {
    expect(environmentsFrom({ base: { values: { a: 1 } }, environments: {} })).toMatchObject({
      base: { values: { a: 1 } },
      environments: [],
    });
    expect(environmentsFrom({ environments: { dev: {} } })).toMatchObject({
      base: { values: {} },
      environments: [{ name: 'dev', namespace: 'default', values: {} }],
    });
  });

  test('tell all their problems at once', () => {
    const given = () =>
      environmentsFrom({
        base: { release: 'ML' },
        environments: {
          base: {},
          Prod: {},
          dev: { extends: 'deev', cluster: { apiVersions: ['x'] } },
          test: { values: { at: new Date(0) } },
        },
      });
    expect(given).toThrowErrorMatchingInlineSnapshot(`
"The environments cannot be read:
  environment Prod: "Prod" cannot be the name of an environment; expected lower-case letters, digits and "-", beginning and ending with a letter or digit
  environment base: base is given beside the environments, not among them
  environment dev: cluster.apiVersions[0]: expected an API version such as "monitoring.coreos.com/v1", found text "x"
  environment dev: extends: there is no environment "deev"; there are Prod, base and test
  environment test: at: expected plain data as in YAML, found an object of class Date"
`);
  });

  test('do not change with what they were made of', () => {
    const tags = ['a'];
    const { environments } = environmentsFrom({ environments: { dev: { values: { tags } } } });
    tags.push('b');
    expect(environments[0]?.values).toEqual({ tags: ['a'] });
  });
});

describe('defineEnvironment', () => {
  const schema = z.object({
    replicas: z.int().default(1),
    image: z.object({ tag: z.string() }),
    args: z.array(z.string()),
  });

  test('lets the compiler check the values, each of which may be missing or removed', () => {
    const environment = defineEnvironment<z.input<typeof schema>>({
      namespace: 'prod',
      values: { replicas: null, image: { tag: 'v1' }, args: ['--verbose'] },
    });
    expect(environment).toEqual({
      namespace: 'prod',
      values: { replicas: null, image: { tag: 'v1' }, args: ['--verbose'] },
    });

    // @ts-expect-error an unknown key
    defineEnvironment<z.input<typeof schema>>({ values: { replica: 1 } });
    // @ts-expect-error the wrong type, at depth
    defineEnvironment<z.input<typeof schema>>({ values: { image: { tag: 1 } } });
    // @ts-expect-error an unknown key of the environment itself
    defineEnvironment({ relase: 'x' });
  });
});

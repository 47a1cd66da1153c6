import { ApiObject, type Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { z } from 'zod';
import { Release as PublicRelease, parseValues } from '../../../lib';
import { buildConstructs } from '../../../lib/definition/build';
import { defineChart } from '../../../lib/definition/chart-definition';
import { ConstructFailure, thrownProblems } from '../../../lib/definition/construct-failure';
import { Release } from '../../../lib/release/release';

const release = new Release({ release: 'prod', chart: 'demo', namespace: 'ml' });

function thrownBy(constructs: (scope: Chart) => void): ConstructFailure {
  const chart = defineChart({ metadata: { name: 'demo', version: '1.0.0' }, values: z.object({}), constructs });
  try {
    buildConstructs(chart, {}, release);
  } catch (error) {
    if (error instanceof ConstructFailure) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** What a reader is told, without the line in this file, which is any. */
function told(constructs: (scope: Chart) => void): string {
  return thrownProblems(thrownBy(constructs))
    .map(({ problem }) => `[${problem.code}] ${problem.message}`)
    .join('\n')
    .replace(/at test\/lib\/definition\/construct-failure\.test\.ts:\d+:\d+/g, 'at <this file>');
}

class Failing extends Construct {
  constructor(scope: Construct, id: string, message = 'no luck') {
    super(scope, id);
    if (message !== '') throw new Error(message);
  }
}

class Outer extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Failing(this, 'fine', '');
    new ApiObject(this, 'object', { apiVersion: 'v1', kind: 'ConfigMap' });
    new Failing(this, 'bad');
  }
}

const object = (scope: Construct, id: string, props: object = {}) =>
  new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', ...props });

describe('tells which construct threw', () => {
  test('one whose constructor did', () => {
    expect(told((scope) => new Failing(scope, 'bad'))).toMatchInlineSnapshot(
      `"[construct/threw] construct demo/bad threw at <this file>: no luck"`,
    );
  });

  test('one inside of others', () => {
    expect(told((scope) => new Outer(new Construct(scope, 'part'), 'outer'))).toMatchInlineSnapshot(
      `"[construct/threw] construct demo/part/outer/bad threw at <this file>: no luck"`,
    );
  });

  test('a class that extends another', () => {
    class Special extends Failing {}
    expect(told((scope) => new Special(scope, 'special'))).toMatchInlineSnapshot(
      `"[construct/threw] construct demo/special threw at <this file>: no luck"`,
    );
  });

  test('none of them, where the function itself did, after constructs that are complete', () => {
    expect(
      told((scope) => {
        new Failing(scope, 'fine', '');
        object(scope, 'object');
        throw new Error('later');
      }),
    ).toMatchInlineSnapshot(`"[construct/threw] the constructs threw at <this file>: later"`);
  });
});

test('tells the line of the user’s code, also where a library threw', () => {
  const { stack = '' } = new Error();
  const here = Number(/construct-failure\.test\.ts:(\d+)/.exec(stack)?.[1]);
  const [{ problem }] = thrownProblems(thrownBy((scope) => z.string().parse(scope.node.children.length)));
  expect(problem.message).toMatch(`threw at test/lib/definition/construct-failure.test.ts:${here + 2}:`);
});

test('keeps what was thrown', () => {
  const error = new TypeError('x');
  const failure = thrownBy(() => {
    throw error;
  });
  expect(failure.cause).toBe(error);
});

describe('says what to do', () => {
  test('about an id that is taken', () => {
    expect(
      told((scope) => {
        const part = new Construct(scope, 'part');
        object(part, 'config');
        object(part, 'config');
      }),
    ).toMatchInlineSnapshot(
      `"[construct/threw] the constructs threw at <this file>: there is already a construct with the id "config" in "part"; give each construct of a scope an id of its own"`,
    );
  });

  test('about an empty id', () => {
    expect(told((scope) => object(scope, ''))).toMatchInlineSnapshot(
      `"[construct/threw] the constructs threw at <this file>: a construct has an empty id; give it one"`,
    );
  });

  test('about an object without apiVersion, or with one that is none', () => {
    expect(told((scope) => object(scope, 'config', { apiVersion: undefined }))).toMatchInlineSnapshot(
      `"[construct/threw] construct demo/config threw at <this file>: an object has no apiVersion; give it apiVersion and kind, such as apps/v1 and Deployment"`,
    );
    expect(told((scope) => object(scope, 'config', { apiVersion: 1 }))).toMatchInlineSnapshot(
      `"[construct/threw] construct demo/config threw at <this file>: an object has no apiVersion; give it apiVersion and kind, such as apps/v1 and Deployment"`,
    );
    expect(told((scope) => object(scope, 'config', { apiVersion: 'a/b/c' }))).toMatchInlineSnapshot(
      `"[construct/threw] construct demo/config threw at <this file>: invalid apiVersion a/b/c, expecting GROUP/VERSION. See https://kubernetes.io/docs/reference/using-api/api-overview/#api-groups"`,
    );
  });
});

describe('what is thrown need not be a plain error', () => {
  test('errors of this library keep their codes; those about values stay as they are', () => {
    expect(told((scope) => PublicRelease.of(scope).fullname('x'.repeat(41)))).toMatchInlineSnapshot(
      `"[construct/long-suffix] the constructs threw at <this file>: the suffix "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" of an object's name has 41 characters, and at most 40 leave room for the release's name; choose a shorter one"`,
    );
    expect(told(() => parseValues(z.object({ a: z.string() }), { a: 1 }))).toMatchInlineSnapshot(
      `"[values/wrong-type] expected text, found the number 1; put it in quotes: "1""`,
    );
  });

  test('nor an error at all', () => {
    expect(
      told(() => {
        throw 'text';
      }),
    ).toMatchInlineSnapshot(`"[construct/threw] the constructs threw: text"`);
  });
});

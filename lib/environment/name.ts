const ENVIRONMENT_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** What is wrong with an environment's name, which becomes part of file and folder names; `undefined` for a good one. */
export function faultOfName(name: string): string | undefined {
  return ENVIRONMENT_NAME.test(name)
    ? undefined
    : `${JSON.stringify(name)} cannot be the name of an environment; expected lower-case letters, digits and "-", beginning and ending with a letter or digit`;
}

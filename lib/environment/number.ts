/**
 * Why a number of a YAML file cannot be taken as it stands, with what to write instead; `undefined` where it can be.
 * Helm reads YAML 1.1 and JavaScript computes with 53 bits, so a number counts only where all of them agree on it.
 *
 * @param written the number as it stands in the file
 */
export function faultOfNumber(value: number | bigint, written: string): string | undefined {
  if (typeof value === 'bigint') {
    if (/^[-+]?0[0-9]/.test(written)) return describeOctal(written);
    if (value <= MAX_SAFE && value >= -MAX_SAFE) return undefined;
    return `the integer ${written} is beyond 2^53 and cannot be carried exactly; put it in quotes if it is an identifier`;
  }
  if (!Number.isFinite(value))
    return `${written} is not a number that JSON and Kubernetes can carry; write a finite one`;
  if (normalise(written) === normalise(String(value))) return undefined;
  return `the number ${written} has more digits than can be carried exactly; write ${value}, or put it in quotes if it is text`;
}

const MAX_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

function describeOctal(written: string): string {
  const decimal = BigInt(written.replace('+', '').replace(/^(-?)0+(?=[0-9])/, '$1'));
  if (/[89]/.test(written)) {
    return `the number ${written} is not an integer in the YAML 1.1 of Helm and kubectl; write ${decimal}, or put it in quotes`;
  }
  const octal = Number.parseInt(written, 8);
  return `the number ${written} is ${decimal} in YAML 1.2, but octal and so ${octal} in the YAML 1.1 of Helm and kubectl; write the one that is meant, or put it in quotes`;
}

/** Digits and exponent of a decimal number, so that `1.50`, `1.5` and `15e-1` are the same. */
function normalise(decimal: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^([-+]?)(\d*)\.?(\d*)(?:[eE]([-+]?\d+))?$/.exec(decimal) ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = Number(exponent) - fraction.length + (digits.length - significant.length);
  return `${sign === '-' ? '-' : ''}${significant}e${power}`;
}

import { TraceError } from '../errors';

/** A place of the objects as a reader knows it, without the markers in its names and keys. */
export function readable(place: string): string {
  const shown = place
    .replace(/ mz(?:[qr]\d+z|sbz.*?mzsez)/, '')
    .replace(/mz(?:[qr]\d+z|sbz.*?mzsez)/gi, '…')
    .replace(/^\./, '');
  return shown.length > MAX_PLACE ? `${shown.slice(0, MAX_PLACE)}…` : shown;
}

/** Only keys that are made up are longer. */
const MAX_PLACE = 120;

export function impure(place: string): TraceError {
  return new TraceError('The constructs cannot become a chart:', [
    {
      code: 'trace/impure',
      message: `${readable(place)} differs between two runs with the same values; constructs must be pure functions of their values: no clock, no random numbers, no counters, no files`,
    },
  ]);
}

/** @param other a name of the release, or of its namespace, for which something else is there than the template gives */
export function ofRelease(place: string, environment: string, other?: string): TraceError {
  const [shown, when] =
    other === undefined
      ? [place, '']
      : [place.replaceAll(other, '…'), `: it is something else for ${JSON.stringify(other)}`];
  return new TraceError('The constructs cannot become a chart:', [
    {
      code: 'trace/inexpressible-release',
      environment,
      message: `no template can express what the constructs make of the release's name or namespace at ${readable(shown)}${when}; let them only copy these, or join them with other text, and make what differs between environments a value`,
    },
  ]);
}

export function unsettled(place: string): TraceError {
  return new TraceError('The constructs cannot become a chart:', [
    {
      code: 'trace/unsettled',
      message: `no template was found for what stands at ${readable(place)}; make it depend on fewer values, and let the constructs only copy what they know of the release, or join it with other text`,
    },
  ]);
}

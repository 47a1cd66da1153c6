import { cpus } from 'node:os';
import { buildRows } from './build';
import { growthRows } from './growth';
import { manifestRows } from './manifests';
import { renderRows } from './render';
import { table } from './table';
import { traceRows } from './trace';

/** Measures everything, one after the other, and prints it. A missed bar is told, but is no error. */
async function main(): Promise<void> {
  const rows = [...(await renderRows()), ...traceRows(), ...growthRows(), ...(await manifestRows()), ...buildRows()];
  console.log(`Node ${process.version} on ${cpus().length} × ${cpus()[0]?.model}\n\n${table(rows)}`);
}

void main();

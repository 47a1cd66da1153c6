#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { InferenceError } from '../errors';
import { explainCommand } from './explain-command';
import { synthCommand } from './synth-command';
import { printError } from './terminal';

async function main(): Promise<void> {
  const { version, description } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8'));
  const program = new Command('cdk8s-inference')
    .description(description)
    .version(version)
    .addCommand(synthCommand())
    .addCommand(explainCommand());
  try {
    await program.parseAsync();
  } catch (error) {
    if (!(error instanceof InferenceError)) throw error;
    printError(error.message);
    process.exitCode = 1;
  }
}

void main();

#!/usr/bin/env node
import { compose } from './composition.ts';
import { runProgram } from './cli/program.ts';
import { keepHeapSmall } from './keep-heap-small.ts';
import { createNodeTerminal } from './node-terminal.ts';

keepHeapSmall();
await runProgram(process.argv.slice(2), compose(process, createNodeTerminal(process)));

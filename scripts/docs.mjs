// `npm run docs [-- NAME ...]`: writes what is generated again; all of it, or the parts that are named.
import { fileURLToPath } from 'node:url';
import { install } from './install.mjs';
import { runShown } from './run-command.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

await install();
const program = ['--require', './scripts/load-typescript.cjs', 'test/generated/main.ts'];
process.exitCode = await runShown(process.execPath, [...program, ...process.argv.slice(2)], { cwd: root });

// Runs one engine and ends it as soon as its caller is gone: after stop(), after a crash, after Ctrl-C, after SIGKILL.
// Usage: node keeper.mjs SIGNAL FOLDER COMMAND ARGUMENT... ; SIGNAL asks the engine to end, stdin is the life line, FOLDER (data and log) is
// removed at the end.
import { spawn } from 'node:child_process';
import { openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const GRACE_MILLISECONDS = 10_000; // MariaDB flushes its pages when asked to end; after this it is killed
const LOG_TAIL_CHARACTERS = 4_000;

const [signal, folder, command, ...args] = process.argv.slice(2);
const logFile = join(folder, 'engine.log');
const log = openSync(logFile, 'a');
const engine = spawn(command, args, { cwd: folder, stdio: ['ignore', log, log] });

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  engine.kill(signal);
  setTimeout(() => engine.kill('SIGKILL'), GRACE_MILLISECONDS);
}

function end(code) {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.exit(code);
}

engine.on('error', (error) => {
  process.stderr.write(`${command}: ${error.message}\n`);
  end(1);
});
engine.on('exit', (code, endedBy) => {
  if (!stopping) {
    const tail = readFileSync(logFile, 'utf8').slice(-LOG_TAIL_CHARACTERS);
    process.stderr.write(`${command} ended by itself (${endedBy ?? `exit code ${code}`}):\n${tail}\n`);
  }
  end(stopping ? 0 : 1);
});
process.stdin.on('end', stop).on('error', stop).resume();
for (const each of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(each, stop);

// Loaded into a run with `--require`: counts its operations (changes of files, statements of the warehouse), and kills the process at one.
// The operations of a step are those from its start on; two steps that run side by side share them.
const fs = require('node:fs');
const promises = require('node:fs/promises');
const Module = require('node:module');

/** `step` null: from the start of the process on; no `step`: nothing is killed. */
/** @type {{ step?: string | null, operation?: number, matching?: string, delay?: number, trace?: string, instead?: 'wait' }} */
const { step, operation = 1, matching = '', delay = 0, trace, instead } = JSON.parse(process.env.RCM_TEST_KILL ?? '{}');
const FILE_OPERATIONS = ['copyFile', 'link', 'mkdir', 'mkdtemp', 'open', 'rename', 'rm', 'utimes', 'writeFile'];
const still = new Int32Array(new SharedArrayBuffer(4));
/** By step: how many operations there were from its start to its end. */
const counts = {};
const running = new Set();
let seen = 0;

/** Starts an operation, lets it come as far as the delay allows, and ends the process without a word where this is its moment. */
function during(name, start) {
  for (const id of running) counts[id] = (counts[id] ?? 0) + 1;
  if (instead === 'wait' && hasStarted && !isHeld && name.includes(matching)) return held(start);
  const started = start();
  if (!isKilled || !hasStarted || !name.includes(matching)) return started;
  seen += 1;
  if (seen < operation) return started;
  // This thread waits; those of the file system and of the warehouse go on.
  Atomics.wait(still, 0, 0, delay);
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
}

const isKilled = step !== undefined && instead === undefined;
let isHeld = false;

/** Says that the moment has come, and starts the operation when a signal has come. */
function held(start) {
  isHeld = true;
  fs.writeSync(2, 'the moment has come\n');
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve(start()));
  });
}

let hasStarted = step === null;
const { appendFileSync } = fs;
fs.appendFileSync = (path, text, ...rest) => {
  const event = /"type":"step_(started|ended)","stepId":"([^"]+)"/.exec(String(text));
  if (event?.[1] === 'started') running.add(event[2]);
  if (event?.[1] === 'ended') running.delete(event[2]);
  hasStarted ||= event?.[1] === 'started' && event[2] === step;
  return appendFileSync(path, text, ...rest);
};

for (const name of FILE_OPERATIONS) {
  const original = promises[name];
  promises[name] = (...all) => during(`${name} ${all[1]} ${all[0]}`, () => original(...all));
}

const load = Module._load;
let isWatched = false;
Module._load = (request, ...rest) => {
  const loaded = load(request, ...rest);
  if (request === '@duckdb/node-api' && !isWatched) {
    isWatched = true;
    const { create } = loaded.DuckDBInstance;
    loaded.DuckDBInstance.create = (...all) => during(`open ${all[0]}`, () => create.apply(loaded.DuckDBInstance, all));
    const { prototype } = loaded.DuckDBConnection;
    for (const name of ['run', 'runAndReadAll']) {
      const original = prototype[name];
      prototype[name] = function (sql, ...values) {
        return during(`sql ${sql}`, () => original.call(this, sql, ...values));
      };
    }
  }
  return loaded;
};

if (trace) process.on('exit', () => fs.writeFileSync(trace, JSON.stringify(counts)));

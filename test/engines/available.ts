import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Written by `node scripts/engines.mjs`: per engine its version and the full paths of its programs. */
const LIST = join(__dirname, '../../.engines/engines.json');

/** The engines, each with the programs it consists of. */
const PROGRAMS = {
  mariadb: ['server', 'initialize', 'openssl'],
  postgres: ['server', 'initialize', 'openssl'],
  bigquery: ['server'],
  gcs: ['server'],
  airflow: ['python', 'airflow'],
  spark: ['python', 'java', 'driver'],
  checkov: ['python'],
  chromium: ['browser'],
} as const;

export type EngineName = keyof typeof PROGRAMS;

interface InstalledEngine {
  readonly version: string;
  readonly commands: Readonly<Record<string, string>>;
}

function installed(name: EngineName): InstalledEngine | undefined {
  if (!existsSync(LIST)) return undefined;
  const engine = (JSON.parse(readFileSync(LIST, 'utf8')) as Partial<Record<EngineName, InstalledEngine>>)[name];
  // The list may be older than what is on the disk.
  return engine && PROGRAMS[name].every((program) => existsSync(engine.commands[program] ?? '')) ? engine : undefined;
}

/** Whether a test can run against this engine. */
export function engineAvailable(name: EngineName): boolean {
  return installed(name) !== undefined;
}

/** Version as the engine states it, e.g. `2.11.1`; undefined if it is missing. */
export function engineVersion(name: EngineName): string | undefined {
  return installed(name)?.version;
}

/**
 * Full path of one program of an engine.
 * @throws Error if the engine is missing.
 */
export function engineProgram<N extends EngineName>(name: N, program: (typeof PROGRAMS)[N][number]): string {
  const path = installed(name)?.commands[program];
  if (path === undefined) throw new Error(`${name} is missing: run \`node scripts/engines.mjs\``);
  return path;
}

const asked = new Set<EngineName>();

/** Whether tests of this file need the engine; known once the file has been read. */
export function engineIsAsked(name: EngineName): boolean {
  return asked.has(name);
}

/**
 * `describe` for tests that need real engines.
 * A missing engine is a loud skip on a laptop; under CI=true it fails the test file.
 */
export function describeEngine(names: EngineName | readonly EngineName[], title: string, tests: () => void): void {
  const missing = [names].flat().filter((name) => !engineAvailable(name));
  if (missing.length === 0) {
    for (const name of [names].flat()) asked.add(name);
    describe(title, tests);
    return;
  }
  const message = `MISSING ENGINE ${missing.join(', ')}, needed by "${title}": run \`node scripts/engines.mjs\``;
  if (process.env['CI'] === 'true') throw new Error(message);
  console.warn(`SKIPPED. ${message}`);
  // Not the tests themselves: to collect them, jest would run code that asks for the engine.
  describe.skip(title, () => it(`needs ${missing.join(', ')}`, () => {}));
}

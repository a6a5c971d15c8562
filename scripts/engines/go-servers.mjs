// The BigQuery emulator and the Cloud Storage server, built from the pinned Go module in test/engines/go.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { timed } from '../progress.mjs';
import { outputOf, runLogged } from '../run-command.mjs';
import { CORRECTIONS_TEXT, writeCorrectedModules } from './go-corrections.mjs';
import { ENGINES, findProgram, installFresh, isInstalled, logFile, pinsOf, root } from './installation.mjs';

const MODULE = join(root, 'test/engines/go');
const SERVERS = {
  bigquery: { module: 'github.com/goccy/bigquery-emulator', main: '/cmd/bigquery-emulator', file: 'bigquery-emulator' },
  gcs: { module: 'github.com/fsouza/fake-gcs-server', main: '', file: 'fake-gcs-server' },
};
/** The first Go that fetches a newer toolchain by itself when go.mod asks for one. */
const OLDEST_GO_MINOR = 21;

const binary = (server) => join(ENGINES, 'bin', server.file);
const pins = () =>
  pinsOf(join(MODULE, 'go.mod'), join(MODULE, 'go.sum'), CORRECTIONS_TEXT, process.platform, process.arch);
const allBuilt = () =>
  isInstalled('go-servers', pins()) && Object.values(SERVERS).every((server) => existsSync(binary(server)));

/** What is there now, by engine; an absent engine has no entry. */
export function findGoServers() {
  if (!allBuilt()) return {};
  const goMod = readFileSync(join(MODULE, 'go.mod'), 'utf8');
  const versionOf = (module) =>
    goMod
      .split('\n')
      .find((line) => line.includes(`${module} v`))
      ?.split(' v')[1]
      ?.split(' ')[0];
  return Object.fromEntries(
    Object.entries(SERVERS).map(([name, server]) => [
      name,
      { version: versionOf(server.module), commands: { server: binary(server) } },
    ]),
  );
}

/**
 * Builds both servers, unless they were built from these pins. About 5 minutes of two cores the first time.
 * @throws Error that says what to install, where there is no suitable Go.
 */
export async function buildGoServers() {
  if (allBuilt()) return;
  const go = findProgram('go', '/usr/local/go/bin/go');
  const version = go && (await outputOf(go, ['env', 'GOVERSION'], { env: { GOTOOLCHAIN: 'local' } }));
  const minor = Number(/^go1\.(\d+)/.exec(version ?? '')?.[1] ?? 0);
  if (minor < OLDEST_GO_MINOR) {
    throw new Error(
      `${version ? `found ${version}` : 'no Go here'}: install Go 1.${OLDEST_GO_MINOR} or newer, https://go.dev/dl`,
    );
  }
  const options = {
    cwd: MODULE,
    env: { GOTOOLCHAIN: 'auto', GOFLAGS: '-mod=readonly -buildvcs=false', GOWORK: 'off' },
    logFile: logFile('go'),
  };
  const directoryOf = async (module) => {
    await runLogged(go, ['mod', 'download', module], options);
    const directory = await outputOf(go, ['list', '-m', '-f', '{{.Dir}}', module], options);
    if (!directory) throw new Error(`${module} is not among the modules of test/engines/go`);
    return directory;
  };
  await timed('BigQuery emulator and Cloud Storage server (go build, minutes the first time)', () =>
    installFresh('go-servers', pins(), async () => {
      const modFile = await writeCorrectedModules(join(ENGINES, 'go'), MODULE, directoryOf);
      const packages = Object.values(SERVERS).map((server) => server.module + server.main);
      // No debug tables: they double the size of the binaries.
      const flags = [`-modfile=${modFile}`, '-ldflags', '-s -w', '-o', `${join(ENGINES, 'bin')}/`];
      await runLogged(go, ['build', ...flags, ...packages], options);
    }),
  );
}

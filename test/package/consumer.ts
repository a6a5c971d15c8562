import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { copyProject } from '../project-copy';

const ROOT = join(__dirname, '..', '..');
const INSTALLED = join(ROOT, 'node_modules');
/** npm when there is no way to the registry, rather than nothing suitable in it. */
const NO_REGISTRY = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED)\b/;

/** What a program came to. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The project packed as npm would publish it, and an empty project that installs it. */
export class Consumer {
  /** Holds nothing of ours. */
  readonly folder: string;
  readonly tarball: string;
  private readonly temporary = mkdtempSync(join(tmpdir(), 'rcm-package-'));

  /**
   * @param packages `linked`: from this project's node_modules, in a second. `installed`: by npm, which takes half a minute.
   */
  constructor(private readonly packages: 'installed' | 'linked' = 'installed') {
    this.folder = join(this.temporary, 'consumer');
    mkdirSync(this.folder);
    writeFileSync(join(this.folder, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }\n');
    this.tarball = pack(join(this.temporary, 'project'), this.temporary);
  }

  /** Paths in the tarball, without npm's leading `package/`. */
  get packedFiles(): string[] {
    const list = execFileSync('tar', ['-tzf', this.tarball], { encoding: 'utf8' });
    return list
      .trim()
      .split('\n')
      .map((path) => path.replace(/^package\//, ''));
  }

  /** Installs the tarball with its dependencies; optional peers stay out. */
  installPackage(): void {
    const { dependencies } = manifest(ROOT);
    if (this.npmInstall(this.tarball)) return;
    const target = join(this.folder, 'node_modules/rcm-platform');
    mkdirSync(target, { recursive: true });
    execFileSync('tar', ['-xzf', this.tarball, '-C', target, '--strip-components=1']);
    this.link(Object.keys(dependencies));
    const bin = join(this.folder, 'node_modules/.bin');
    mkdirSync(bin, { recursive: true });
    for (const name of ['rcm', 'rcm-platform']) symlinkSync('../rcm-platform/dist/cli/rcm.js', join(bin, name));
  }

  /** Installs packages, in the versions that this project has. */
  install(names: readonly string[]): void {
    const versions = names.map((name) => `${name}@${manifest(join(INSTALLED, name)).version}`);
    if (this.npmInstall(...versions)) return;
    this.link(names);
    for (const name of names)
      for (const [command, file] of Object.entries(manifest(join(INSTALLED, name)).bin ?? {}))
        symlinkSync(join(INSTALLED, name, file), join(this.folder, 'node_modules/.bin', command));
  }

  remove(): void {
    rmSync(this.temporary, { recursive: true, force: true });
  }

  /** Takes out of the installation what the page's Dockerfile takes out of the image. */
  removeUnused(): void {
    for (const path of ['@faker-js', 'rcm-platform/dist/sample'])
      rmSync(join(this.folder, 'node_modules', path), { recursive: true, force: true });
    const own = join(this.folder, 'node_modules/rcm-platform');
    for (const entry of readdirSync(own, { recursive: true, withFileTypes: true }))
      if (entry.isFile() && entry.name.endsWith('.map')) rmSync(join(entry.parentPath, entry.name));
  }

  uninstall(names: readonly string[]): void {
    for (const name of names) rmSync(join(this.folder, 'node_modules', name), { recursive: true });
  }

  isInstalled(name: string): boolean {
    return existsSync(join(this.folder, 'node_modules', name));
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  /** Runs a program in the consumer's folder, without the environment variables that `rcm` reads. */
  run(program: string, ...parameters: string[]): Outcome {
    return this.runIn('.', program, ...parameters);
  }

  /** The same in a folder below it, whose programs find what is installed in this one. */
  runIn(folder: string, program: string, ...parameters: string[]): Outcome {
    const { RCM_ENV: _, RCM_SPEC: __, CDKTF_OUTDIR: ___, ...env } = process.env;
    const cwd = join(this.folder, folder);
    return spawnSync(program, parameters, { cwd, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  }

  /** `rcm-platform` as npm has linked it. */
  rcm(...words: string[]): Outcome {
    return this.run(join(this.folder, 'node_modules/.bin/rcm-platform'), ...words);
  }

  /** False: they are to be linked, because that was asked for or the registry cannot be reached. @throws Error when npm refuses for any other reason */
  private npmInstall(...what: string[]): boolean {
    if (this.packages === 'linked') return false;
    const options = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts', '--fetch-retries=0'];
    const { status, stderr } = this.run('npm', 'install', ...options, ...what);
    if (status === 0) return true;
    if (!NO_REGISTRY.test(stderr)) throw new Error(stderr);
    process.stderr.write('The registry cannot be reached: what the package declares is linked from node_modules\n');
    return false;
  }

  /** Only what is declared: an import of anything else fails, as it would after an installation. */
  private link(names: readonly string[]): void {
    for (const name of names) {
      const target = join(this.folder, 'node_modules', name);
      mkdirSync(dirname(target), { recursive: true });
      symlinkSync(join(INSTALLED, name), target);
    }
  }
}

function pack(project: string, destination: string): string {
  copyProject(project);
  execFileSync('npm', ['pack', '--pack-destination', destination], { cwd: project, stdio: 'pipe' });
  const tarball = readdirSync(destination).find((file) => file.endsWith('.tgz'));
  if (!tarball) throw new Error('npm packed nothing');
  return join(destination, tarball);
}

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
}

function manifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

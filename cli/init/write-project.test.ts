import { spawnSync } from 'node:child_process';
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
import { join } from 'node:path';
import { TERRAFORM_VERSION } from '../../stacks/ci/delivery-steps';
import { projectFiles } from './project-files';
import { writeProject } from './write-project';

const ROOT = join(__dirname, '../..');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'init-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const SUNRISE = projectFiles({ group: 'sunrise', stage: 'dev' });
const page = (name: string) => readFileSync(join(ROOT, 'docs', name), 'utf8');
const block = (name: string, info: string) =>
  new RegExp(`^\`\`\`${info}\\n(.*?)^\`\`\`$`, 'ms').exec(page(name))?.[1] ?? '';

describe('a project that is written', () => {
  it('has an environment, an extension, a test, a workflow, a README, and what npm, TypeScript and cdktf read', () => {
    expect([...SUNRISE.keys()].sort()).toEqual([
      ...['.dockerignore', '.github/workflows/test.yml', '.gitignore', 'Dockerfile', 'README.md', 'cdktf.json'],
      ...['environments/sunrise-dev.ts', 'extension/model.ts', 'main.ts', 'package.json', 'test/project.test.ts'],
      'tsconfig.json',
    ]);
  });

  it('depends on this version of the package, or on what is named, and on the peers that the page installs', () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    const manifest = (source?: string) =>
      JSON.parse(
        projectFiles({ group: 'sunrise', stage: 'dev', ...(source ? { source } : {}) }).get('package.json') ?? '',
      );
    expect(manifest().dependencies).toEqual({ 'rcm-platform': version });
    for (const source of ['file:../rcm "x".tgz', "file:../a$&b$'.tgz"])
      expect(manifest(source).dependencies).toEqual({ 'rcm-platform': source });
    const installed = /^npm install --save-dev (.*)$/m.exec(page('using-as-a-package.md'))?.[1]?.split(' ') ?? [];
    expect(installed.length).toBeGreaterThan(4);
    const peers: Record<string, string> = manifest().devDependencies;
    for (const each of installed) {
      const [, name = '', wanted] = /^(@?[^@]+)(?:@(.*))?$/.exec(each) ?? [];
      expect([name, peers[name]]).toEqual([name, wanted ?? expect.any(String)]);
    }
  });

  it('extends the model as the page shows, and builds the image of the page', () => {
    expect(SUNRISE.get('extension/model.ts')).toBe(block('extending-from-a-package.md', 'ts'));
    expect(SUNRISE.get('Dockerfile')).toBe(block('using-as-a-package.md', 'dockerfile'));
  });

  it('has a workflow that calls scripts of the project, in a shell that takes them, with the Terraform of the delivery', () => {
    const workflow = SUNRISE.get('.github/workflows/test.yml') ?? '';
    const { scripts } = JSON.parse(SUNRISE.get('package.json') ?? '') as { scripts: Record<string, string> };
    const called = [...workflow.matchAll(/npm (?:run (?:--silent )?)?(\w+)/g)].map(([, name = '']) => name);
    expect(called).toEqual(['ci', 'test', 'rcm']);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['test', 'rcm', 'test:fast', 'synth']));
    expect(workflow).toContain(`terraform_version: ${TERRAFORM_VERSION},`);
    const plan = workflow.slice(workflow.lastIndexOf('run: |') + 'run: |'.length);
    expect(plan).toContain('terraform -chdir=');
    expect(spawnSync('/bin/sh', ['-n'], { input: plan, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  it('has the names of its group and stage, and none of the sample group', () => {
    const files = projectFiles({ group: 'north-star2', stage: 'test' });
    expect([...files.keys()]).toContain('environments/north-star2-test.ts');
    expect(files.get('main.ts')).toContain("import { northStar2Test } from './environments/north-star2-test';");
    expect(files.get('environments/north-star2-test.ts')).toContain("projectId: 'north-star2-rcm-test'");
    expect([...files.values()].join('\n')).not.toMatch(/sunrise/i);
    expect(projectFiles({ group: 'sunrise-west', stage: 'test' }).get('main.ts')).toContain('sunriseWestTest(app)');
  });
});

describe('writing it', () => {
  const files = new Map([
    ['a.txt', 'a'],
    ['.b/c/d.txt', 'd'],
  ]);

  it('makes the folders, and leaves other files alone', () => {
    writeFileSync(join(folder, 'mine'), 'x');
    writeProject(folder, files);
    expect(readFileSync(join(folder, '.b/c/d.txt'), 'utf8')).toBe('d');
    expect(readdirSync(folder).sort()).toEqual(['.b', 'a.txt', 'mine']);
  });

  it.each<[string, (at: string) => void]>([
    ['a link that leads nowhere', (at) => symlinkSync(join(folder, 'elsewhere'), at)],
    ['a file', (at) => writeFileSync(at, '')],
  ])('says that it cannot write where the folder is %s', (_what, prepare) => {
    const at = join(folder, 'project');
    prepare(at);
    expect(() => writeProject(at, files)).toThrow(/a folder cannot be made|a\.txt/);
  });

  it('ends in a place that takes no folders', () => {
    expect(() => writeProject('/proc/rcm/project', files)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });

  it.each<[string, () => void]>([
    ['a file', () => writeFileSync(join(folder, 'a.txt'), 'mine')],
    ['a link that leads nowhere', () => symlinkSync(join(folder, 'elsewhere'), join(folder, 'a.txt'))],
    ['a folder', () => mkdirSync(join(folder, 'a.txt'))],
    ['a file where a folder would be', () => writeFileSync(join(folder, '.b'), 'mine')],
  ])('writes nothing where %s has the name of one of its files', (_what, prepare) => {
    prepare();
    const before = readdirSync(folder);
    expect(() => writeProject(folder, files)).toThrow(expect.objectContaining({ code: 'PROJECT_FILE_EXISTS' }));
    expect(readdirSync(folder)).toEqual(before);
    expect(existsSync(join(folder, 'elsewhere'))).toBe(false);
  });
});

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { contextOf } from './block-contexts';
import { type Block, blocksOf, PAGES } from './blocks';

/** Every TypeScript block of the documentation is compiled, and those that make an environment or a construct synthesize it. */
const ROOT = join(__dirname, '..', '..');

interface Program {
  readonly name: string;
  /** A file that does not exist; its folder decides the paths of its imports. */
  readonly file: string;
  readonly source: string;
  /** Line of the page minus line of the source. */
  readonly shift: number;
}

const programs = PAGES.flatMap((page) =>
  blocksOf(page)
    .filter(({ info }) => info === 'ts')
    .map((block, index) => programOf(block, index)),
);

function programOf({ page, line, text }: Block, index: number): Program {
  const { before, after, folder = 'test/docs' } = contextOf(page, index);
  const file = join(ROOT, folder, `${page.replaceAll(/\W/g, '-')}-${index}.ts`);
  return {
    ...{ name: `${page}:${line}`, file },
    source: `${before}${text}\n${after}\n`,
    shift: line - before.split('\n').length,
  };
}

/** The project's own compiler options, with the package's names leading to its sources. */
function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => readFileSync(path, 'utf8'));
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  return { ...options, incremental: false, noEmit: true, paths: { 'rcm-platform/*': [`${ROOT}/*/index.ts`] } };
}

/** What the compiler says about each program, at the line of its page. */
function complaints(checked: readonly Program[]): string[] {
  const { tsBuildInfoFile: _, ...options } = compilerOptions();
  const byFile = new Map(checked.map((program) => [program.file, program]));
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = (path) => byFile.has(path) || fileExists(path);
  host.readFile = (path) => byFile.get(path)?.source ?? readFile(path);
  const compiled = ts.createProgram([...byFile.keys()], options, host);
  return checked.flatMap(({ file, name, shift }) => {
    const source = compiled.getSourceFile(file);
    return [...compiled.getSyntacticDiagnostics(source), ...compiled.getSemanticDiagnostics(source)].map((found) => {
      const line = (source?.getLineAndCharacterOfPosition(found.start ?? 0).line ?? 0) + 1 + shift;
      return `${name.replace(/:\d+$/, '')}:${line}: ${ts.flattenDiagnosticMessageText(found.messageText, ' ')}`;
    });
  });
}

/** Runs a program with `cdktf.out` in a folder of its own, and gives the names of the stacks it has written. */
function stacksOf({ source }: Program): string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'documented-'));
  process.env['CDKTF_OUTDIR'] = outdir;
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const load = (name: string) => require(name.replace(/^rcm-platform\//, `${ROOT}/`));
  try {
    new Function('require', 'exports', outputText)(load, {});
    const stacks = join(outdir, 'stacks');
    return existsSync(stacks) ? readdirSync(stacks) : [];
  } finally {
    delete process.env['CDKTF_OUTDIR'];
    rmSync(outdir, { recursive: true });
  }
}

it('finds the programs', () => {
  expect(programs.length).toBeGreaterThan(30);
});

it('every program compiles, and an error names its line on the page', () => {
  const [first] = programs;
  if (!first) throw new Error('there is no program');
  const file = first.file.replace('.ts', '-broken.ts');
  const broken = { ...first, file, source: first.source.replace('Emr.existingMySql', 'Emr.existingMySQL') };
  const line = Number(first.name.split(':')[1]) + 1;
  expect(complaints([...programs, broken])).toEqual([
    expect.stringMatching(new RegExp(`^README\\.md:${line}: .*existingMySQL`)),
  ]);
}, 120_000);

it.each(programs.filter(({ source }) => /\bsynth(esize)?\(/.test(source)))('$name synthesizes', (program) => {
  expect(stacksOf(program).length).toBeGreaterThan(0);
});

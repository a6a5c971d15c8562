import type { EngineName } from '../engines/available';

/** What every artifact has. */
interface Named {
  /** As `npm run docs -- NAME` takes it. */
  readonly name: string;
  /** Without this engine it cannot be generated. */
  readonly engine?: EngineName;
  /**
   * The test that compares it with what is committed, because it has generated it for its own checks already.
   * @default generated.engine.test.ts
   */
  readonly comparedIn?: string;
}

/** One file that the code yields. */
export interface GeneratedFile extends Named {
  /** Below the root of the project. */
  readonly path: string;
  /** Its text, without the line that says that it is generated. */
  readonly text: () => string | Promise<string>;
}

/** A folder in which every file is generated; a file that is no longer generated is removed. A README.md in it is written by hand. */
export interface GeneratedFolder extends Named {
  /** Below the root of the project. */
  readonly folder: string;
  /** The text of each file by its path below the folder. */
  readonly texts: () => ReadonlyMap<string, string> | Promise<ReadonlyMap<string, string>>;
}

export type Artifact = GeneratedFile | GeneratedFolder;

/** The text of every file of an artifact, with its head, by its path below the root of the project. */
export async function generate(artifact: Artifact): Promise<ReadonlyMap<string, string>> {
  const texts =
    'path' in artifact
      ? [[artifact.path, await artifact.text()] as const]
      : [...(await artifact.texts())].map(([file, text]) => [`${artifact.folder}/${file}`, text] as const);
  return new Map(texts.map(([path, text]) => [path, withHead(path, text)]));
}

const SAYS = 'Generated from the code';
const AGAIN = 'npm run docs';
const HEADS: Readonly<Record<string, (text: string) => string>> = {
  // Below the title, which GitHub shows as the name of the page.
  md: (text) => text.replace('\n\n', `\n\n${SAYS}; \`${AGAIN}\` writes it again.\n\n`),
  sql: (text) => `-- ${SAYS}; ${AGAIN} writes it again.\n${text}`,
  ts: (text) => `// ${SAYS}; ${AGAIN} writes it again.\n${text}`,
  svg: (text) => `<!-- ${SAYS}; ${AGAIN} writes it again. -->\n${text}`,
  json: (text) => text.replace('{\n', `{\n  "//": "${SAYS}; ${AGAIN} writes it again.",\n`),
};

/** Each generated file says so at its head, in the way of its kind. */
function withHead(path: string, text: string): string {
  const head = HEADS[path.slice(path.lastIndexOf('.') + 1)];
  if (!head) throw new Error(`${path}: say in test/generated/artifact.ts how such a file says that it is generated`);
  return head(text);
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** An example of a construct: a file beside it, `<construct>.example.ts` or `<construct>-<what>.example.ts`. */
export interface ConstructExample {
  /** `storage/phi-bucket-retention`, from the folder constructs/. */
  readonly file: string;
  /** What it shows. */
  readonly meaning: string;
  /** The whole file. */
  readonly text: string;
  /** What its function does, as a docstring shows it. */
  readonly body: string;
}

/**
 * The examples of a construct, the smallest first: the one that is called like the construct.
 * @param constructs all constructs by their files; an example belongs to the one with the longest name that it starts with
 */
export function examplesOf(construct: string, constructs: readonly string[], folder: string): ConstructExample[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.example.ts'))
    .map((file) => file.replace('.example.ts', ''))
    .filter((file) => ownerOf(file, constructs) === construct)
    .sort()
    .map((file) => described(file, readFileSync(join(folder, `${file}.example.ts`), 'utf8')));
}

function ownerOf(example: string, constructs: readonly string[]): string | undefined {
  const owners = constructs.filter((each) => example === each || example.startsWith(`${each}-`));
  return owners.sort((one, other) => other.length - one.length)[0];
}

/** @throws Error when the file is more than one function with a comment */
function described(file: string, text: string): ConstructExample {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, /* parents */ true);
  const [build, ...more] = source.statements.filter(ts.isFunctionDeclaration);
  const [comment] = build ? ts.getJSDocCommentsAndTags(build).filter(ts.isJSDoc) : [];
  if (!build?.body || !comment || more.length > 0) throw new Error(`${file} is not one function with a comment`);
  const lines = build.body.getText().split('\n').slice(1, -1);
  const body = lines.map((line) => line.replace(/^ {2}/, '').replace(/^return /, ''));
  return { file, meaning: ts.getTextOfJSDocComment(comment.comment) ?? '', text, body: body.join('\n') };
}

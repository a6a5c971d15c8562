import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { type ConstructExample, examplesOf } from './construct-examples';

/** The constructs as their TypeScript sources describe them. Only parsed, not type-checked: types are as somebody wrote them. */
const FOLDER = join(__dirname, '..', '..', '..', 'constructs');

/** A member of an interface or a class. */
export interface DescribedMember {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly meaning: string;
  /** What `@default` says; undefined: nothing. */
  readonly defaultText: string | undefined;
}

/** An interface or type alias that props are built from. */
export interface DescribedType {
  readonly name: string;
  readonly meaning: string;
  /** Of an interface. */
  readonly members: readonly DescribedMember[];
  /** Of an alias: what it stands for. */
  readonly alias: string | undefined;
}

export interface DescribedConstruct {
  /** `storage/phi-bucket` */
  readonly file: string;
  /** `PhiBucket` */
  readonly name: string;
  readonly purpose: string;
  readonly props: DescribedType;
  readonly members: readonly DescribedMember[];
  /** Codes that its `@throws` name, of the class and of its methods. */
  readonly errors: readonly string[];
  /** Its source, for what it throws. */
  readonly source: string;
  /** The smallest first. */
  readonly examples: readonly ConstructExample[];
  /** Code of its `@example`. */
  readonly shown: string;
}

const sources = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !/\.(test|example)\.ts$/.test(file))
  .sort((one, other) => basename(one).localeCompare(basename(other)))
  .map((file) =>
    ts.createSourceFile(file, readFileSync(join(FOLDER, file), 'utf8'), ts.ScriptTarget.ES2022, /* parents */ true),
  );
const statements = sources.flatMap((source) => [...source.statements]);
const types: readonly DescribedType[] = statements.flatMap((statement) =>
  (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) && isExported(statement)
    ? [describeType(statement)]
    : [],
);

/** Every construct, by file. */
export function describeConstructs(): DescribedConstruct[] {
  const classes = statements
    .filter(ts.isClassDeclaration)
    .filter(({ heritageClauses }) => heritageClauses?.some((clause) => clause.getText() === 'extends Construct'));
  const fileOf = (node: ts.Node) => node.getSourceFile().fileName.replace('.ts', '');
  return classes.flatMap((statement) => {
    if (!statement.name) return [];
    const file = fileOf(statement);
    const name = statement.name.text;
    const props = types.find((type) => type.name === `${name}Props`);
    if (!props) throw new Error(`${name} has no ${name}Props`);
    return [
      {
        ...{ file, name, props, purpose: comment(statement), source: statement.getSourceFile().text },
        members: statement.members.filter(isPublicProperty).map(describeMember),
        errors: [...new Set([statement, ...statement.members].flatMap(thrownCodes))],
        examples: examplesOf(file, classes.map(fileOf), FOLDER),
        shown: shownExample(statement),
      },
    ];
  });
}

/** Exported types that are inputs of constructs and not the props of one. */
export function describePassedTypes(): DescribedType[] {
  return types.filter(({ name }) => !name.endsWith('Props') && !name.endsWith('ErrorCode'));
}

function describeType(declaration: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): DescribedType {
  const members = ts.isInterfaceDeclaration(declaration) ? declaration.members.filter(ts.isPropertySignature) : [];
  return {
    name: declaration.name.text,
    meaning: comment(declaration),
    members: members.map(describeMember),
    alias: ts.isTypeAliasDeclaration(declaration) ? oneLine(declaration.type.getText()).replace(/^\| /, '') : undefined,
  };
}

function describeMember(member: ts.PropertySignature | ts.PropertyDeclaration): DescribedMember {
  const tag = ts.getJSDocTags(member).find((each) => each.tagName.text === 'default');
  return {
    name: member.name.getText(),
    type: oneLine(member.type?.getText() ?? ''),
    optional: member.questionToken !== undefined,
    meaning: comment(member),
    defaultText: tag && oneLine(ts.getTextOfJSDocComment(tag.comment) ?? ''),
  };
}

function isPublicProperty(member: ts.ClassElement): member is ts.PropertyDeclaration {
  const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
  return ts.isPropertyDeclaration(member) && modifiers.every(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword);
}

function isExported(declaration: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): boolean {
  return declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** Code of the `@example`, without its fences. */
function shownExample(node: ts.Node): string {
  const tag = ts.getJSDocTags(node).find((each) => each.tagName.text === 'example');
  return (ts.getTextOfJSDocComment(tag?.comment) ?? '').replaceAll(/^```(ts)?$/gm, '').trim();
}

function thrownCodes(node: ts.Node): string[] {
  return ts
    .getJSDocTags(node)
    .filter((tag) => tag.tagName.text === 'throws')
    .flatMap((tag) => [...(ts.getTextOfJSDocComment(tag.comment) ?? '').matchAll(/`([A-Z_]+)`/g)])
    .map((match) => match[1] ?? '');
}

/** The comment before a declaration, without its tags. */
function comment(node: ts.Node): string {
  const [first] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return oneLine(ts.getTextOfJSDocComment(first?.comment) ?? '');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

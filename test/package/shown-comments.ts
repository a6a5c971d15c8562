import ts from 'typescript';

/** A property of an exported type, and what an editor shows over it. */
export interface ShownProperty {
  /** `groups.breakGlass` */
  readonly path: string;
  readonly comment: string;
}

/**
 * Properties of the types of a declaration file, nested ones too, with the comments that TypeScript's own checker finds: what a user of the
 * package reads in an editor.
 * @param leaves names of properties whose own properties are left out
 */
export function shownProperties(
  file: string,
  typeNames: readonly string[],
  leaves: readonly string[],
): ShownProperty[] {
  const program = ts.createProgram([file], {
    strict: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const room = source && checker.getSymbolAtLocation(source);
  if (!room) throw new Error(`${file} exports nothing`);
  const exported = checker.getExportsOfModule(room);

  const propertiesOf = (type: ts.Type, path: string): ShownProperty[] =>
    objectsIn(type, checker).flatMap((object) =>
      checker.getPropertiesOfType(object).flatMap((property) => {
        const own = { path: `${path}${property.name}`, comment: commentOf(property, checker) };
        const inside = checker.getTypeOfSymbol(property);
        // The discriminant of a union needs no words.
        if (inside.isStringLiteral()) return [];
        return leaves.includes(property.name) ? [own] : [own, ...propertiesOf(inside, `${own.path}.`)];
      }),
    );
  return typeNames.flatMap((name) => {
    const symbol = exported.find((each) => each.name === name);
    if (!symbol) throw new Error(`${file} exports no ${name}`);
    const aliased = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return propertiesOf(checker.getDeclaredTypeOfSymbol(aliased), '');
  });
}

/** The members of a union, the elements of an array: those of them that have properties of somebody's choice. */
function objectsIn(type: ts.Type, checker: ts.TypeChecker): ts.Type[] {
  if (type.isUnion()) return type.types.flatMap((each) => objectsIn(each, checker));
  if (checker.isArrayType(type))
    return checker.getTypeArguments(type as ts.TypeReference).flatMap((each) => objectsIn(each, checker));
  return type.flags & ts.TypeFlags.Object ? [type] : [];
}

function commentOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const tags = symbol.getJsDocTags(checker).map(({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`);
  return [ts.displayPartsToString(symbol.getDocumentationComment(checker)), ...tags].join(' ').trim();
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A field of a shape: its comment is what an editor shows a customer (test/package proves that it gets there). */
interface Field {
  readonly where: string;
  readonly comment: string;
  readonly isOptional: boolean;
}

/** Fields of every object that is checked: `const GROUPS = { … }` of a `PropsOf<typeof GROUPS>`, and what is spread into one, what `strictObject` is given in place. */
const FIELDS: readonly Field[] = readdirSync(__dirname)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .flatMap((file) => {
    const text = readFileSync(join(__dirname, file), 'utf8');
    const shapes = new Set([...text.matchAll(/(?:PropsOf<typeof |\.{3})([A-Z_]+)/g)].map((match) => match[1]));
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, /* parents */ true);
    const found: Field[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isObjectLiteralExpression(node) && isShape(node, shapes))
        found.push(...node.properties.flatMap((property) => described(file, property)));
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });

function isShape({ parent }: ts.ObjectLiteralExpression, shapes: ReadonlySet<string | undefined>): boolean {
  if (ts.isVariableDeclaration(parent)) return shapes.has(parent.name.getText());
  return ts.isCallExpression(parent) && parent.expression.getText().endsWith('strictObject');
}

/** A literal distinguishes two shapes; a spread field belongs to another shape. */
function described(file: string, property: ts.ObjectLiteralElementLike): Field[] {
  if (ts.isSpreadAssignment(property)) return [];
  const value = ts.isPropertyAssignment(property) ? property.initializer.getText() : '';
  if (value.startsWith('z.literal(')) return [];
  const comment = ts.getJSDocCommentsAndTags(property).map((each) => each.getText());
  return [
    {
      where: `${file}: ${property.name?.getText()}`,
      comment: comment.join('\n'),
      isOptional: /\.optional\(\)$/.test(value),
    },
  ];
}

it('finds the fields of the props', () => {
  const names = FIELDS.map(({ where }) => where);
  expect(names).toEqual(
    expect.arrayContaining([
      'environment-props.ts: region',
      'hospital-props.ts: tier',
      'organization-props.ts: reason',
    ]),
  );
});

it.each(FIELDS)('$where says what it is', ({ comment }) => {
  expect(comment).toMatch(/\w/);
});

it.each(FIELDS.filter(({ isOptional }) => isOptional))('$where says what holds without it', ({ comment }) => {
  expect(comment).toMatch(/@default \S/);
});

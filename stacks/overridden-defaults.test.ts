import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describeConstructs } from '../test/generated/pages/construct-sources';

/** Names of the props that each use of a construct in stacks/ sets in so many words; what is spread in is set sometimes. */
const USES = new Map<string, ReadonlySet<string>[]>();
for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' })) {
  if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
  const text = readFileSync(join(__dirname, file), 'utf8');
  const visit = (node: ts.Node): void => {
    const props = ts.isNewExpression(node) ? node.arguments?.[2] : undefined;
    if (ts.isNewExpression(node) && props && ts.isObjectLiteralExpression(props)) {
      const names = new Set(props.properties.map((property) => property.name?.getText() ?? ''));
      const name = node.expression.getText();
      USES.set(name, [...(USES.get(name) ?? []), names]);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, /* parents */ true));
}

/** Optional props whose default is a constant of the construct's. */
const DEFAULTS = describeConstructs().flatMap(({ name: construct, props }) =>
  props.members
    .filter(({ defaultText }) => /^[A-Z][A-Z0-9_]+\./.test(defaultText ?? ''))
    .map(({ name, meaning }) => ({ construct, name, meaning, uses: USES.get(construct) ?? [] })),
);

it.each(DEFAULTS)('$construct: $name says whether our stacks ever use its default', ({ name, meaning, uses }) => {
  const isAlwaysSet = uses.length > 0 && uses.every((names) => names.has(name));
  expect({ saysSo: meaning.includes('Our stacks always set it') }).toEqual({ saysSo: isAlwaysSet });
});

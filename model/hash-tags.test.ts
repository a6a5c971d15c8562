import { ENTITIES } from './catalogue';
import { hashTags } from './hash-tags';

it('gives the columns of each table tags of their own, as short as they go', () => {
  for (const { name, columns } of ENTITIES) {
    const tags = [...hashTags(columns.map((column) => column.name)).values()];
    expect([name, new Set(tags).size, Math.max(...tags.map(({ length }) => length))]).toEqual([
      name,
      columns.length,
      4,
    ]);
  }
});
it('does not change a tag when a column is added', () => {
  expect(hashTags(['aaa', 'claim_id']).get('claim_id')).toBe(hashTags(['claim_id']).get('claim_id'));
});
it('takes the names of all columns where two have the same short tag', () => {
  const pair = twoOfOneTag();
  expect([...hashTags([...pair, 'claim_id']).values()]).toEqual([...pair.map((name) => `${name}=`), 'claim_id=']);
});

/** Two names with one short tag: among some ten thousand there are such. */
function twoOfOneTag(): [string, string] {
  const seen = new Map<string, string>();
  for (let number = 0; ; number += 1) {
    const name = `column_${number}`;
    const tag = hashTags([name]).get(name) ?? '';
    const other = seen.get(tag);
    if (other !== undefined) return [other, name];
    seen.set(tag, name);
  }
}

import { everyStatement } from '../../transform/every-statement';
import { DIALECTS } from './golden-sql';

describe.each(DIALECTS)('SQL of $name', (dialect) => {
  it('has a name of its own for every statement', () => {
    const names = everyStatement(dialect).map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('binds every parameter that it names', () => {
    const sign = dialect.parameter('x').slice(0, 1);
    for (const { name, sql, parameters = {} } of everyStatement(dialect)) {
      const named = [...sql.matchAll(new RegExp(`\\${sign}([a-z_]+)`, 'g'))].map((match) => match[1] ?? '');
      expect({ name, unbound: named.filter((each) => !(each in parameters)) }).toEqual({ name, unbound: [] });
    }
  });
});

import { ENGINE_MEMORY, engineMemory } from './engine-memory';

const GIGABYTE = 1e9;

describe('the memory of an engine', () => {
  it('is sized to the machine: half of it for the warehouse, and a sixteenth for each landing', () => {
    expect(engineMemory('warehouse', {}, 16 * GIGABYTE)).toBe('8000MB');
    expect(engineMemory('landing', {}, 16 * GIGABYTE)).toBe('1000MB');
  });
  it('is never less than what wide rows need', () => {
    expect(engineMemory('warehouse', {}, GIGABYTE / 2)).toBe('512MB');
    expect(engineMemory('landing', {}, GIGABYTE / 2)).toBe('256MB');
  });
  it('knows the machine', () => {
    expect(Number.parseInt(engineMemory('warehouse', {}), 10)).toBeGreaterThanOrEqual(512);
  });
  it.each([
    ['2GB', '2000MB', '256MB'],
    ['300 mb', '300MB', '256MB'],
    ['1.5TB', '1500000MB', '187500MB'],
  ])('is %s where the user says so', (asked, warehouse, landing) => {
    const variables = { [ENGINE_MEMORY.variable]: asked };
    expect(engineMemory('warehouse', variables, GIGABYTE)).toBe(warehouse);
    expect(engineMemory('landing', variables, GIGABYTE)).toBe(landing);
  });
  it.each(['much', '0GB', '-1GB', '80%', "1GB'; drop", '4'])('is not %s', (asked) => {
    expect(() => engineMemory('warehouse', { [ENGINE_MEMORY.variable]: asked })).toThrow(
      expect.objectContaining({ code: 'MEMORY_LIMIT_INVALID' }),
    );
  });
});

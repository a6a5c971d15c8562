import { Command } from 'commander';
import { UsageError } from '../errors/usage-error';
import { define } from './hospital';

it('says what to do for a database that it does not read', async () => {
  const command = new Command();
  define(command);
  const typed = ['add', 'hospital-c', '--postgres-host', '10.20.0.12'];
  await expect(command.parseAsync(typed, { from: 'user' })).rejects.toEqual(
    expect.objectContaining({ fix: expect.stringContaining('docs/other-databases.md') }),
  );
  await expect(command.parseAsync(typed, { from: 'user' })).rejects.toBeInstanceOf(UsageError);
});

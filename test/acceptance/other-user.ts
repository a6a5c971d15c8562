import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** The user who owns nothing. */
const NOBODY = 65_534;

/** Whether this process may start others as another user. */
export const isRoot = process.getuid?.() === 0;

/** Another user of the machine, who looks into folders without a pause. */
export interface OtherUser {
  /** Ends it; a second call does nothing more. @returns the paths of the files that it could read, and how often it has looked. */
  leave(): Promise<{ readonly read: readonly string[]; readonly looks: number }>;
}

/** Looks at everything under the folders, and reads a byte of every file. It runs as a program of its own. */
const PROGRAM = `
  const { closeSync, openSync, readdirSync, readSync } = require('node:fs');
  const read = new Set();
  let looks = 0;
  const look = (path) => {
    try {
      for (const { name } of readdirSync(path, { withFileTypes: true })) look(path + '/' + name);
    } catch (error) {
      if (error.code !== 'ENOTDIR') return;
      try {
        const file = openSync(path);
        if (readSync(file, Buffer.alloc(1)) > 0) read.add(path);
        closeSync(file);
      } catch {}
    }
  };
  const again = () => {
    for (const folder of process.argv.slice(1)) look(folder);
    looks += 1;
    if (looks === 1) console.log('looking');
    setTimeout(again, 2);
  };
  again();
  process.stdin.on('end', () => {
    console.log(JSON.stringify({ read: [...read], looks }));
    process.exit();
  }).resume();`;

/** Starts one, as root, and returns after the first look. @param folders their own folders must be open to everybody. */
export async function otherUser(folders: readonly string[]): Promise<OtherUser> {
  const child: ChildProcess = spawn(process.execPath, ['-e', PROGRAM, ...folders], {
    ...{ cwd: '/', uid: NOBODY, gid: NOBODY, stdio: ['pipe', 'pipe', 'inherit'] },
  });
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error('the program has no pipes');
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  await lines.next();
  let found: ReturnType<OtherUser['leave']> | undefined;
  const leave: OtherUser['leave'] = async () => {
    stdin.end();
    const { value } = await lines.next();
    return JSON.parse(String(value));
  };
  return {
    leave() {
      found ??= leave();
      return found;
    },
  };
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hospitalPlace } from './environment-file';

const SUNRISE = readFileSync(join(__dirname, '../../environments/sunrise-dev.ts'), 'utf8');
const STATEMENT = "  new Hospital(environment, 'hospital-c', {\n    emr: Emr.cloudSql(),\n  });";

describe('the place of a hospital in its environment file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rcm-place-'));
  const file = join(folder, 'sunrise-dev.ts');
  afterAll(() => rmSync(folder, { recursive: true }));
  const placed = (source: string) => {
    writeFileSync(file, source);
    return hospitalPlace(file, 'hospital-c').with(STATEMENT);
  };

  it('is before the environment is returned, and nothing else changes', () => {
    const end = '  return environment;\n}\n';
    expect(placed(SUNRISE)).toBe(SUNRISE.replace(end, `${STATEMENT}\n${end}`));
  });

  it('keeps the line ends of the file', () => {
    const windows = placed(SUNRISE.replaceAll('\n', '\r\n'));
    expect(windows.replaceAll('\r\n', '')).not.toContain('\n');
    expect(windows.replaceAll('\r\n', '\n')).toBe(placed(SUNRISE));
  });

  it('takes the variable and the indentation that the file has', () => {
    writeFileSync(file, SUNRISE.replaceAll(/\benvironment\b/g, 'sunrise').replaceAll(/^ {2}/gm, '\t'));
    expect(hospitalPlace(file, 'hospital-c')).toMatchObject({ variable: 'sunrise', indent: '\t' });
  });

  it('imports what the statement needs', () => {
    const source = `import { RcmEnvironment } from 'rcm-platform/stacks';
export function a(app: App) {
  const environment = new RcmEnvironment(app, 'a-dev', {});
  return environment;
}
`;
    expect(placed(source)).toContain(
      "import { ClaimsInbox, Emr, Hospital, RcmEnvironment } from 'rcm-platform/stacks';\n",
    );
  });

  it('is not in comments and texts', () => {
    const source = SUNRISE.replace(
      '  new Hospital(',
      `  // return environment;
  /*
  return environment;
  new Hospital(environment, 'hospital-c', {})
  */
  const text = \`
  return environment;
  \`;
  new Hospital(`,
    );
    expect(placed(source)).toBe(
      source.replace(/ {2}return environment;\n}\n$/, `${STATEMENT}\n  return environment;\n}\n`),
    );
  });

  it.each([
    ['single quotes', "new Hospital(environment, 'hospital-c', {})"],
    ['double quotes', 'new Hospital(environment, "hospital-c", {})'],
    ['two lines', 'new Hospital(\n    environment,\n    `hospital-c`, {})'],
  ])('is taken where the hospital is there, in %s', (_how, statement) => {
    expect(() => placed(SUNRISE.replace('  return', `  ${statement};\n  return`))).toThrow(
      expect.objectContaining({ code: 'HOSPITAL_EXISTS' }),
    );
  });

  it.each([
    ['the environment is returned at once', 'export const a = (app: App) => new RcmEnvironment(app, "a-dev", {});'],
    ['it is returned twice', SUNRISE.replace('  return', '  if (app) {\n    return environment;\n  }\n  return')],
    ['it has two environments', SUNRISE + SUNRISE],
    ['nothing is imported by name', SUNRISE.replace(/import \{ ClaimsInbox.*/, "import * as stacks from '../stacks';")],
    ['it is empty', ''],
  ])('is not guessed where %s', (_how, source) => {
    expect(() => placed(source)).toThrow(expect.objectContaining({ code: 'ENVIRONMENT_FILE_UNREADABLE' }));
  });

  it('is not guessed where there is no file', () => {
    expect(() => hospitalPlace(join(folder, 'none.ts'), 'hospital-c')).toThrow(
      expect.objectContaining({ code: 'ENVIRONMENT_FILE_UNREADABLE' }),
    );
  });
});

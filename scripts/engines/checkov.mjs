// Checkov, a public set of rules over Terraform, in a Python virtual environment of its own.
import { pythonEnvironment } from './python-environment.mjs';

const environment = pythonEnvironment({
  name: 'checkov',
  distribution: 'checkov',
  title: 'Checkov (uv, seconds the first time)',
});

/** What is there now; an absent engine has no entry. It is started as a module: the environment may be moved. */
export async function findCheckov() {
  const version = await environment.version();
  return version ? { checkov: { version, commands: { python: environment.python } } } : {};
}

/** Installs Checkov, unless it is there. About a minute the first time. */
export const installCheckov = environment.install;

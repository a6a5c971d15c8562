import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { engineProgram } from './available';

/** No sandbox, because it does not work as root; no calls home, because a test must not depend on the network. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

/** Options for playwright-core's `chromium.launch`: the installed browser, headless. */
export function chromiumLaunchOptions(): LaunchOptions {
  return { executablePath: engineProgram('chromium', 'browser'), headless: true, args: [...ARGUMENTS] };
}

/** Starts a browser. Close it in `afterAll`; when the test process ends, so does the browser. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch(chromiumLaunchOptions());
}

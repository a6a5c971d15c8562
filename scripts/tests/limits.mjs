// How long the tests may take before they are ended. Each limit is more than three times what two quiet cores need.

/** One test file, in seconds. Measured: the slowest fast file takes 6 s, the slowest engine file about 120 s. */
const SUITE = { fast: 120, engines: 600 };
/** The same in `npm run test:long`. Measured: 240 killed runs take 15 minutes. */
const LONG_SUITE = { fast: 1200, engines: 3600 };
/** All files of a project, in seconds. Measured: fast 57 s; all of .ci/run has 35 minutes. */
const PROJECT = { fast: 600, engines: 6000 };
/** From jest's last test to its end, in seconds: it stops the shared servers. Measured: 2 s. */
const ENDING = 60;
/** From the request to end to the kill, in seconds: a keeper gives its server 10 s. */
const GRACE = 15;

/** The limits of a jest project, in seconds. `long`: of the long runs of its tests. */
export const limitsOf = (project, long = false) => ({
  suite: (long ? LONG_SUITE : SUITE)[project],
  project: PROJECT[project],
  ending: ENDING,
  grace: GRACE,
});

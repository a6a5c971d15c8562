// Cost of this process since its start: time, processor time, peak memory.
const { performance } = require('node:perf_hooks');

const MICROSECONDS = 1e6;
const MILLISECONDS = 1e3;
const KILOBYTES_PER_MEGABYTE = 1024;

module.exports.reportOwnCost = (resources) => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cost = {
    resources,
    seconds: performance.now() / MILLISECONDS,
    processor: (userCPUTime + systemCPUTime) / MICROSECONDS,
    megabytes: maxRSS / KILOBYTES_PER_MEGABYTE,
  };
  process.stdout.write(`${JSON.stringify(cost)}\n`);
};

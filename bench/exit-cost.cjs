// Preloaded into a program: writes what its process has cost, into the file that BENCH_COST_FILE names, when it ends.
const { writeFileSync } = require('node:fs');

process.once('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cost = { processor: (userCPUTime + systemCPUTime) / 1e6, megabytes: (maxRSS * 1024) / 1e6 };
  writeFileSync(process.env.BENCH_COST_FILE, JSON.stringify(cost));
});

// Mocha's own reporter, which also writes how many tests passed and were left out, and which failed: `--reporter-option counts=FILE`.
// What is still open a while after the last test would keep the process for ever: that is one failure more.
const { writeFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");

const PATIENCE = 15_000;

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const again = [];
    const line = (test, error) => `${test.titlePath().join(" > ")}: ${error?.message}`;
    runner.on(Runner.constants.EVENT_TEST_RETRY, (test, error) => again.push(line(test, error)));
    const write = (counts) => writeFileSync(options.reporterOptions.counts, JSON.stringify(counts));
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, pending } = this.stats;
      const failed = this.failures.map((test) => line(test, test.err));
      write({ passes, failed, pending, again });
      const leftOpen = () => {
        const what = `Still open after the last test: ${process.getActiveResourcesInfo().join(", ") || "something of an add-on"}`;
        console.error(what);
        write({ passes, failed: [...failed, what], pending, again });
        process.exit(1);
      };
      setTimeout(leftOpen, PATIENCE).unref();
    });
  }
};

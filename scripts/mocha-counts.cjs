// Mocha's own reporter, which also keeps a count in the file of `--reporter-option counts=FILE`: how many tests passed,
// how many were skipped, which failed, and whether the run reached its end. Whatever is still open a while after the
// last test would keep the process for ever: that counts as one more failure.
const { writeFileSync } = require("node:fs");
const { reporters, Runner } = require("mocha");

const PATIENCE = 15_000;

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const { EVENT_TEST_END, EVENT_RUN_END } = Runner.constants;
    const line = (test, error) => `${test.titlePath().join(" > ")}: ${error?.message}`;
    const write = (ended, more = []) => {
      const { passes, pending } = this.stats;
      const failed = [...this.failures.map((test) => line(test, test.err)), ...more];
      writeFileSync(options.reporterOptions.counts, JSON.stringify({ passes, failed, pending, ended }));
    };
    runner.on(EVENT_TEST_END, () => write(false));
    runner.once(EVENT_RUN_END, () => {
      write(true);
      const leftOpen = () => {
        const what = `Still open after the last test: ${process.getActiveResourcesInfo().join(", ") || "something of an add-on"}`;
        console.error(what);
        write(true, [what]);
        process.exit(1);
      };
      setTimeout(leftOpen, PATIENCE).unref();
    });
  }
};

// Mocha's own reporter, which also writes how many tests passed, failed and were left out.
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(process.env.VARCO_COUNTS, JSON.stringify({ passes, failures, pending }));
    });
  }
};

/** Calls back at an interrupt, so that everything is closed in order; returns the way to stop. */
export function onSignals(quit: () => void): () => void {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, quit);
  return () => {
    for (const signal of signals) process.off(signal, quit);
  };
}

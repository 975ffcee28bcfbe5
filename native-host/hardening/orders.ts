/**
 * Variables by which the environment changes what Node and OpenSSL do: load code, open a debugger, trust other
 * authorities, log keys. `*`: any end. Sources: node(1) "Environment", OpenSSL's openssl-env(7).
 */
export const ORDERS = ["NODE_*", "OPENSSL_*", "SSL*", "UV_*", "CTLOG_FILE", "QLOGDIR"] as const;

/** The environment without such variables. Their names count in any case: Windows knows no difference. */
export function withoutOrders(env: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ORDERS.some((order) => fits(name, order))));
}

function fits(name: string, order: string): boolean {
  const upper = name.toUpperCase();
  return order.endsWith("*") ? upper.startsWith(order.slice(0, -1)) : upper === order;
}

import { ORDERS } from "../../../native-host/hardening/orders";

/** The variables that the launcher takes away, as the rows of its table: a name, and whether any end may follow. */
export function ordersHeader(orders: readonly string[] = ORDERS): string {
  const row = (order: string) => {
    const anyEnd = order.endsWith("*");
    return `{L"${anyEnd ? order.slice(0, -1) : order}", ${anyEnd ? "TRUE" : "FALSE"}},`;
  };
  return `${orders.map(row).join("\n")}\n`;
}

/** How `work` ended, or null if it has not after `ms` milliseconds. Never rejects. */
export async function settledWithin<T>(ms: number, work: Promise<T>): Promise<PromiseSettledResult<T> | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  const settled = Promise.allSettled([work]).then(([result]) => result);
  return Promise.race([settled, late]).finally(() => clearTimeout(timer));
}

/** Resolves or rejects as `work` does, or rejects with what `late` makes once `ms` milliseconds have passed. */
export async function within<T>(ms: number, work: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await Promise.race([work, new Promise<never>((_, reject) => { timer = setTimeout(() => reject(late()), ms); })]);
  } finally {
    clearTimeout(timer);
  }
}

/** The answer if it comes within these milliseconds, else null. */
export async function inTime<T>(answer: Promise<T>, patience: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  return Promise.race([answer, over]).finally(() => clearTimeout(timer));
}

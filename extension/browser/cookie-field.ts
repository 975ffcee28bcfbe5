import { isChromium } from './engine';
import { watchSentHeaders } from './sent-headers';

/**
 * A port that browsers never connect to (Fetch standard, "bad port"). Cookies know no port, so a request to it shows the cookies of
 * the host, and nothing goes over the network.
 */
const BAD_PORT = '9';
/** Parameter by which a request is known again. */
const MARK = 'varco';
/** How long the browser may take to tell, in milliseconds. */
const PATIENCE = 2_000;

const waiting = new Map<string, (field: string | null) => void>();

/** Has to be called when the background starts. */
export function watchCookieFields(): void {
  if (!isChromium) return;
  watchSentHeaders(['xmlhttprequest'], ({ url, requestHeaders = [] }) => {
    const { port, searchParams } = new URL(url);
    if (port !== BAD_PORT) return;
    const mark = searchParams.get(MARK) ?? '';
    waiting.get(mark)?.(requestHeaders.find(({ name }) => name.toLowerCase() === 'cookie')?.value ?? '');
  });
}

/**
 * The `Cookie` field that Chromium would send to an address that the extension may reach, empty without cookies. Its cookie store
 * alone would not do: with access to one https host it hides the host's cookies that are not `Secure`, and those of the domain above.
 * null where the store tells all (Firefox), or if the browser keeps silent.
 */
export async function cookieField(url: string): Promise<string | null> {
  if (!isChromium) return null;
  const mark = crypto.randomUUID();
  const address = new URL(url);
  address.port = BAD_PORT;
  address.search = new URLSearchParams({ [MARK]: mark }).toString();
  const { promise, resolve } = pendingField();
  const timer = setTimeout(() => resolve(null), PATIENCE);
  waiting.set(mark, resolve);
  try {
    // It always fails: that is what the port is for.
    fetch(address, { credentials: 'include', cache: 'no-store' }).catch(() => undefined);
    return await promise;
  } finally {
    clearTimeout(timer);
    waiting.delete(mark);
  }
}

function pendingField() {
  let resolve: (field: string | null) => void = () => undefined;
  const promise = new Promise<string | null>((settle) => { resolve = settle; });
  return { promise, resolve };
}

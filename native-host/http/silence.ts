import type { ClientRequest } from 'node:http';
import { VarcoError } from '../../shared/errors';
import type { TlsConnection } from '../tls/connection';

/**
 * Ends the request with `server.timeout` when the server gives and takes nothing for so many milliseconds. The handshake
 * has bounds of its own, and while the card signs the silence is ours. Returns the way to stop watching.
 */
export function watchSilence(asking: ClientRequest, connection: () => TlsConnection | null, host: string, silence: number): () => void {
  let watched: TlsConnection | null = null;
  const timer = setTimeout(() => {
    if (watched === null || watched.info === null || watched.signing) timer.refresh();
    else asking.destroy(new VarcoError('server.timeout', { host }));
  }, silence);
  const refresh = (): void => { timer.refresh(); };
  asking.once('socket', () => {
    watched = connection();
    watched?.on('activity', refresh);
  });
  return () => {
    clearTimeout(timer);
    watched?.off('activity', refresh);
  };
}

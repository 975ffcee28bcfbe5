import { readArguments } from '../arguments';
import { CardDesk } from '../cards/desk';
import { CardMonitor } from '../cards/monitor';
import { CardToken } from '../token/card-token';
import { serveRpc } from '../token/rpc/serve';
import type { Command } from './command';

/** Is a PKCS#11 module for the program at the other end of the pipes, until it goes away. */
export const module: Command = {
  name: 'module',
  usage: ['', 'Be a PKCS#11 module: p11-kit starts this ("remote: |…") and speaks its RPC protocol with it.'],
  async run(args, { openReaders, cardLock }, { input, output }) {
    readArguments({ args, options: {} });
    const readers = openReaders();
    const desk = new CardDesk(readers, cardLock);
    const monitor = new CardMonitor(readers, desk);
    const token = new CardToken({ readers, monitor, desk });
    try {
      await serveRpc(input, output, token);
    } finally {
      token.close();
      monitor.close();
      await readers.close();
    }
  },
};

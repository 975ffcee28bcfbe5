import { keepForNow, outside, QUIET, type Pcsclite } from './pcsclite';

/** A name that no reader has. */
const NO_READER = 'Varco asks whether the service is there';

/**
 * Resolves as soon as the smart-card service answers, or is known not to be there. To begin a session blocks the
 * JavaScript thread until then, which is long while the service starts, and for ever if it hangs. So a reader that does
 * not exist is watched first: that is done by a thread, which ends when it learns so, or that there is no service.
 */
export function serviceAnswers(pcsclite: Pcsclite): Promise<void> {
  return new Promise((resolve) => {
    const probe = pcsclite.reader(NO_READER);
    const answered = outside(() => {
      resolve();
      setTimeout(() => {
        probe.close();
        keepForNow(probe);
      }, QUIET);
    });
    probe.on('_end', answered);
    probe.get_status(answered);
  });
}

/*
 * A reader with a fault, for a real pcscd: a driver (IFD handler 3.0) that passes everything on to vpcd's, but for what the files in
 * the folder named by VARCO_ODD_READER say. `short-only`: extended APDUs do not pass, as in ccid ("Command too long"); each adds a
 * byte to `refused`. `asleep`: the card does not answer to its power. `drowsy`: it answers once that file is gone; meanwhile there is `waiting`.
 */
#include "pass-to-vpcd.h"
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static const char *file(const char *name)
{
    static char path[512];
    snprintf(path, sizeof path, "%s/%s", getenv("VARCO_ODD_READER"), name);
    return path;
}

static int is(const char *fault) { return access(file(fault), F_OK) == 0; }

RESPONSECODE IFDHPowerICC(DWORD lun, DWORD action, PUCHAR atr, PDWORD length)
{
    RESPONSECODE (*power)(DWORD, DWORD, PUCHAR, PDWORD) = vpcd("IFDHPowerICC");
    if (action != IFD_POWER_DOWN) {
        for (; is("drowsy"); usleep(10000)) close(open(file("waiting"), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
        if (is("asleep")) {
            *length = 0;
            return IFD_ERROR_POWER_ACTION;
        }
    }
    return power ? power(lun, action, atr, length) : IFD_COMMUNICATION_ERROR;
}

RESPONSECODE IFDHTransmitToICC(DWORD lun, SCARD_IO_HEADER send, PUCHAR command, DWORD size, PUCHAR answer, PDWORD length, PSCARD_IO_HEADER receive)
{
    RESPONSECODE (*transmit)(DWORD, SCARD_IO_HEADER, PUCHAR, DWORD, PUCHAR, PDWORD, PSCARD_IO_HEADER) = vpcd("IFDHTransmitToICC");
    if (size > 5 && command[4] == 0 && is("short-only")) {
        int refused = open(file("refused"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        *length = 0;
        if (refused >= 0 && write(refused, command + 1, 1) == 1) close(refused);
        return IFD_COMMUNICATION_ERROR;
    }
    return transmit ? transmit(lun, send, command, size, answer, length, receive) : IFD_COMMUNICATION_ERROR;
}

RESPONSECODE IFDHControl(DWORD lun, DWORD code, PUCHAR from, DWORD size, PUCHAR into, DWORD room, LPDWORD length)
{
    (void)lun; (void)code; (void)from; (void)size; (void)into; (void)room;
    *length = 0;
    return IFD_ERROR_NOT_SUPPORTED;
}

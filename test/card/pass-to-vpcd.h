/*
 * For drivers (IFD handler 3.0) of a real pcscd that are vpcd's but for some functions: PASS defines a function that passes its call
 * on to vpcd's.
 */
#include <dlfcn.h>
#include <ifdhandler.h>
#include <reader.h>
#include <stdlib.h>

#define VPCD "/usr/lib/pcsc/drivers/serial/libifdvpcd.so"

static void *vpcd(const char *name)
{
    static void *library;
    if (!library) library = dlopen(VPCD, RTLD_NOW | RTLD_LOCAL);
    return library ? dlsym(library, name) : NULL;
}
#define PASS(function, parameters, arguments) \
    RESPONSECODE function parameters \
    { \
        RESPONSECODE (*real) parameters = vpcd(#function); \
        return real ? real arguments : IFD_COMMUNICATION_ERROR; \
    }

PASS(IFDHCreateChannelByName, (DWORD lun, LPSTR name), (lun, name))
PASS(IFDHCreateChannel, (DWORD lun, DWORD channel), (lun, channel))
PASS(IFDHCloseChannel, (DWORD lun), (lun))
PASS(IFDHGetCapabilities, (DWORD lun, DWORD tag, PDWORD length, PUCHAR value), (lun, tag, length, value))
PASS(IFDHSetCapabilities, (DWORD lun, DWORD tag, DWORD length, PUCHAR value), (lun, tag, length, value))
PASS(IFDHSetProtocolParameters, (DWORD lun, DWORD protocol, UCHAR flags, UCHAR a, UCHAR b, UCHAR c), (lun, protocol, flags, a, b, c))
PASS(IFDHICCPresence, (DWORD lun), (lun))

/*
 * A reader with a keypad, for a real pcscd: a driver (IFD handler 3.0) that passes everything on to vpcd's, and adds what drivers
 * say and do for a keypad. What is typed comes from the socket named by VARCO_KEYPAD. Each message has a byte and two of
 * length, big-endian, before it. To the socket go the control code's feature and the structure; from it come `1` and a command for
 * the card, whose answer goes back, or `0` and what the driver says in the end, or `2`: the reader fails, `3`: the driver refuses.
 */
#include "pass-to-vpcd.h"
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define CODE(feature) (0x42330000 + (feature))
enum { END, COMMAND, FAILS, REFUSES };

PASS(IFDHPowerICC, (DWORD lun, DWORD action, PUCHAR atr, PDWORD length), (lun, action, atr, length))
PASS(IFDHTransmitToICC, (DWORD lun, SCARD_IO_HEADER send, PUCHAR command, DWORD size, PUCHAR answer, PDWORD length, PSCARD_IO_HEADER receive),
    (lun, send, command, size, answer, length, receive))

static int all(int socket, unsigned char *bytes, size_t size, int in)
{
    while (size > 0) {
        ssize_t done = in ? read(socket, bytes, size) : write(socket, bytes, size);
        if (done <= 0) return 0;
        bytes += done;
        size -= done;
    }
    return 1;
}

static int tell(int socket, unsigned char kind, unsigned char *bytes, size_t size)
{
    unsigned char head[3] = { kind, size >> 8, size & 0xff };
    return all(socket, head, sizeof head, 0) && all(socket, bytes, size, 0);
}

static int hear(int socket, unsigned char *kind, unsigned char *bytes, size_t room, size_t *size)
{
    unsigned char head[3];
    if (!all(socket, head, sizeof head, 1)) return 0;
    *kind = head[0];
    *size = head[1] << 8 | head[2];
    return *size <= room && all(socket, bytes, *size, 1);
}

static RESPONSECODE entry(DWORD lun, int socket, PUCHAR into, DWORD room, LPDWORD length)
{
    unsigned char kind, bytes[512], answer[512];
    size_t size;
    while (hear(socket, &kind, bytes, sizeof bytes, &size)) {
        SCARD_IO_HEADER send = { 1, 0 }, receive;
        DWORD answered = sizeof answer;
        if (kind == REFUSES) return IFD_NOT_SUPPORTED;
        if (kind == FAILS) return IFD_COMMUNICATION_ERROR;
        if (kind == END) {
            if (size > room) return IFD_ERROR_INSUFFICIENT_BUFFER;
            memcpy(into, bytes, size);
            *length = size;
            return IFD_SUCCESS;
        }
        if (IFDHTransmitToICC(lun, send, bytes, size, answer, &answered, &receive) != IFD_SUCCESS) answered = 0;
        if (!tell(socket, COMMAND, answer, answered)) break;
    }
    return IFD_COMMUNICATION_ERROR;
}

static RESPONSECODE features(PUCHAR into, DWORD room, LPDWORD length)
{
    static const unsigned char tags[] = { FEATURE_VERIFY_PIN_DIRECT, FEATURE_MODIFY_PIN_DIRECT };
    if (room < sizeof tags * 6) return IFD_ERROR_INSUFFICIENT_BUFFER;
    for (size_t i = 0; i < sizeof tags; i++) {
        unsigned char feature[6] = { tags[i], 4, CODE(0) >> 24, CODE(0) >> 16 & 0xff, 0, tags[i] };
        memcpy(into + i * sizeof feature, feature, sizeof feature);
    }
    *length = sizeof tags * 6;
    return IFD_SUCCESS;
}

RESPONSECODE IFDHControl(DWORD lun, DWORD code, PUCHAR from, DWORD size, PUCHAR into, DWORD room, LPDWORD length)
{
    struct sockaddr_un name = { .sun_family = AF_UNIX };
    RESPONSECODE done = IFD_COMMUNICATION_ERROR;
    int person;
    *length = 0;
    if (code == CM_IOCTL_GET_FEATURE_REQUEST) return features(into, room, length);
    if (code != CODE(FEATURE_VERIFY_PIN_DIRECT) && code != CODE(FEATURE_MODIFY_PIN_DIRECT)) return IFD_ERROR_NOT_SUPPORTED;
    strncpy(name.sun_path, getenv("VARCO_KEYPAD"), sizeof name.sun_path - 1);
    person = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(person, (struct sockaddr *)&name, sizeof name) == 0 && tell(person, code & 0xff, from, size)) done = entry(lun, person, into, room, length);
    close(person);
    return done;
}

/*
 * A USB reader that a test plugs in and unplugs, for a real pcscd. This file becomes two libraries. The one with BUS is preloaded: it is
 * libudev, on whose bus the one device comes and goes as the bytes `+` and `-` arrive in the FIFO named by VARCO_USB_BUS. The other
 * one, in its bundle, is the driver (IFD handler 3.0) of that reader; preloaded, it would take the calls that vpcd's driver makes to
 * itself. The reader always holds a card, which answers 9000 to everything; a command whose INS is FF lasts until the reader is
 * unplugged. Where VARCO_USB_VPCD names a copy of vpcd's driver, the card is the one that comes to the port VARCO_USB_PORT.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <ifdhandler.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef BUS
volatile int plugged;
static int bus = -1;
static int handle; /* what all objects of libudev point to */

void *udev_new(void) { return &handle; }
void *udev_unref(void *udev) { (void)udev; return NULL; }
void *udev_enumerate_new(void *udev) { (void)udev; return &handle; }
int udev_enumerate_add_match_subsystem(void *all, const char *subsystem) { (void)all; (void)subsystem; return 0; }
int udev_enumerate_scan_devices(void *all) { (void)all; return 0; }
void *udev_enumerate_get_list_entry(void *all) { (void)all; return NULL; }
void *udev_enumerate_unref(void *all) { (void)all; return NULL; }
void *udev_list_entry_get_next(void *entry) { (void)entry; return NULL; }
const char *udev_list_entry_get_name(void *entry) { (void)entry; return NULL; }

void *udev_monitor_new_from_netlink(void *udev, const char *name) { (void)udev; (void)name; return &handle; }
int udev_monitor_filter_add_match_subsystem_devtype(void *monitor, const char *subsystem, const char *type)
{
    (void)monitor; (void)subsystem; (void)type;
    return 0;
}
int udev_monitor_enable_receiving(void *monitor) { (void)monitor; return 0; }
int udev_monitor_get_fd(void *monitor) { (void)monitor; return bus = open(getenv("VARCO_USB_BUS"), O_RDWR | O_CLOEXEC); }

void *udev_monitor_receive_device(void *monitor)
{
    char event;
    (void)monitor;
    if (read(bus, &event, 1) != 1) return NULL;
    plugged = event == '+';
    return &handle;
}

void *udev_device_new_from_syspath(void *udev, const char *path) { (void)udev; (void)path; return NULL; }
void *udev_device_unref(void *device) { (void)device; return NULL; }
const char *udev_device_get_action(void *device) { (void)device; return plugged ? "add" : "remove"; }
const char *udev_device_get_devnode(void *device) { (void)device; return "/dev/unpluggable"; }
const char *udev_device_get_sysname(void *device) { (void)device; return "unpluggable"; }
void *udev_device_get_parent_with_subsystem_devtype(void *device, const char *subsystem, const char *type)
{
    (void)subsystem; (void)type;
    return device;
}
const char *udev_device_get_sysattr_value(void *device, const char *name)
{
    (void)device;
    return !strcmp(name, "idVendor") || !strcmp(name, "idProduct") ? "fffe" : NULL;
}

#else
extern volatile int plugged;
static const UCHAR atr[] = { 0x3b, 0x80, 0x80, 0x01, 0x01 };

static void *vpcd(const char *name)
{
    static void *library;
    const char *copy = getenv("VARCO_USB_VPCD");
    if (!library && copy) library = dlopen(copy, RTLD_NOW | RTLD_LOCAL);
    return library ? dlsym(library, name) : NULL;
}

/* The copy serves this reader alone, so its slot is always the first. */
RESPONSECODE IFDHCreateChannel(DWORD lun, DWORD channel)
{
    RESPONSECODE (*create)(DWORD, DWORD) = vpcd("IFDHCreateChannel");
    (void)lun; (void)channel;
    return create ? create(0, strtoul(getenv("VARCO_USB_PORT"), NULL, 10)) : IFD_SUCCESS;
}
RESPONSECODE IFDHCreateChannelByName(DWORD lun, LPSTR name) { (void)name; return IFDHCreateChannel(lun, 0); }
RESPONSECODE IFDHCloseChannel(DWORD lun)
{
    RESPONSECODE (*end)(DWORD) = vpcd("IFDHCloseChannel");
    (void)lun;
    return end ? end(0) : IFD_SUCCESS;
}

RESPONSECODE IFDHGetCapabilities(DWORD lun, DWORD tag, PDWORD length, PUCHAR value)
{
    RESPONSECODE (*ask)(DWORD, DWORD, PDWORD, PUCHAR) = vpcd("IFDHGetCapabilities");
    (void)lun;
    if (ask && tag == TAG_IFD_ATR) return ask(0, tag, length, value);
    switch (tag) {
    case TAG_IFD_SIMULTANEOUS_ACCESS:
    case TAG_IFD_SLOTS_NUMBER: *value = 1; *length = 1; return IFD_SUCCESS;
    case TAG_IFD_ATR: memcpy(value, atr, sizeof atr); *length = sizeof atr; return IFD_SUCCESS;
    default: *length = 0; return IFD_ERROR_TAG;
    }
}

RESPONSECODE IFDHSetCapabilities(DWORD lun, DWORD tag, DWORD length, PUCHAR value)
{
    (void)lun; (void)tag; (void)length; (void)value;
    return IFD_NOT_SUPPORTED;
}

RESPONSECODE IFDHSetProtocolParameters(DWORD lun, DWORD protocol, UCHAR flags, UCHAR pts1, UCHAR pts2, UCHAR pts3)
{
    (void)lun; (void)protocol; (void)flags; (void)pts1; (void)pts2; (void)pts3;
    return IFD_SUCCESS;
}

RESPONSECODE IFDHPowerICC(DWORD lun, DWORD action, PUCHAR into, PDWORD length)
{
    RESPONSECODE (*power)(DWORD, DWORD, PUCHAR, PDWORD) = vpcd("IFDHPowerICC");
    (void)lun;
    if (!plugged) return IFD_COMMUNICATION_ERROR;
    if (power) return power(0, action, into, length);
    if (action == IFD_POWER_DOWN) return IFD_SUCCESS;
    memcpy(into, atr, sizeof atr);
    *length = sizeof atr;
    return IFD_SUCCESS;
}

RESPONSECODE IFDHTransmitToICC(DWORD lun, SCARD_IO_HEADER send, PUCHAR command, DWORD size, PUCHAR answer, PDWORD length, PSCARD_IO_HEADER receive)
{
    RESPONSECODE (*transmit)(DWORD, SCARD_IO_HEADER, PUCHAR, DWORD, PUCHAR, PDWORD, PSCARD_IO_HEADER) = vpcd("IFDHTransmitToICC");
    (void)lun;
    if (transmit && plugged) return transmit(0, send, command, size, answer, length, receive);
    while (size > 1 && command[1] == 0xff && plugged) usleep(10000);
    *length = 0;
    if (!plugged) return IFD_COMMUNICATION_ERROR;
    memcpy(answer, "\x90\x00", 2);
    *length = 2;
    receive->Protocol = 1;
    return IFD_SUCCESS;
}

RESPONSECODE IFDHControl(DWORD lun, DWORD code, PUCHAR from, DWORD size, PUCHAR into, DWORD room, LPDWORD length)
{
    (void)lun; (void)code; (void)from; (void)size; (void)into; (void)room;
    *length = 0;
    return IFD_ERROR_NOT_SUPPORTED;
}

RESPONSECODE IFDHICCPresence(DWORD lun)
{
    RESPONSECODE (*presence)(DWORD) = vpcd("IFDHICCPresence");
    (void)lun;
    if (!plugged) return IFD_COMMUNICATION_ERROR;
    return presence ? presence(0) : IFD_ICC_PRESENT;
}
#endif

/*
 * A PKCS#11 module that misbehaves on purpose: a USB key with one certificate, whose misdeed the environment names.
 *
 *   VARCO_HOSTILE_CERTIFICATE=FILE  DER of its certificate
 *   VARCO_HOSTILE_CALLS=FILE        gets a line for each call
 *   VARCO_HOSTILE=MISDEED[:CALL]
 *     crash:CALL   ends the process with a signal in that call
 *     exit:CALL    ends the process as if all were well
 *     hang:CALL    never comes back from that call
 *     fail:CALL    returns CKR_GENERAL_ERROR
 *     null:CALL    has no such function: a null pointer stands in its place
 *     lengths:CALL tells a length that is not true in that call
 *     untold       does not tell the attributes of its certificate
 *     empty        has no list of functions
 *     wide         names slot, session and objects by numbers of 64 bits, and wants the same ones back
 *     stack        takes six megabytes of the stack to sign
 *     garbage      fills its answers with bytes that mean nothing
 *     slots        tells of a million slots
 *     flood        tells of objects without an end
 *     pipe         writes into the pipe that leads to the host
 *     memory       takes four gigabytes in C_Login, and fails if it does not get them
 *     dumpable     fails in C_Login if other programs can read its memory
 *     keypad       has a keypad, and takes nothing but null pointers for codes
 *     slow-keypad  the same, and somebody types on it for half a second
 *     chatter      writes a lot on standard output and standard error
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <p11-kit/pkcs11.h>

static unsigned char certificate[8192];
static CK_ULONG certificate_length;
static int found;

static int is(const char *misdeed) {
  const char *asked = getenv("VARCO_HOSTILE");
  return asked != NULL && strcmp(asked, misdeed) == 0;
}

/* Whether the misdeed is of this kind, in this call. */
static int does(const char *kind, const char *call) {
  char both[96];
  snprintf(both, sizeof both, "%s:%s", kind, call);
  return is(both);
}

/* The number by which something is named. */
static CK_ULONG name(CK_ULONG number) { return is("wide") ? ~(CK_ULONG)number : number; }

static void note(const char *line) {
  const char *name = getenv("VARCO_HOSTILE_CALLS");
  int file = name == NULL ? -1 : open(name, O_WRONLY | O_APPEND | O_CREAT, 0600);
  if (file < 0) return;
  dprintf(file, "%s\n", line);
  close(file);
}

static int has_keypad(void) { return is("keypad") || is("slow-keypad"); }

static CK_RV enter(const char *call) {
  note(call);
  if (does("crash", call)) *(volatile int *)0 = 1;
  if (does("exit", call)) _exit(0);
  if (does("hang", call)) for (;;) pause();
  if (is("pipe")) {
    static const char noise[] = "\xff\xff\xff\x7f{\"kind\":\"done\"}";
    (void)!write(3, noise, sizeof noise);
  }
  if (is("chatter")) {
    for (int line = 0; line < 1000; line++) {
      puts("a line that nobody wants to read");
      fputs("another one\n", stderr);
    }
    fflush(stdout);
  }
  return does("fail", call) ? CKR_GENERAL_ERROR : CKR_OK;
}

#define ENTER(call) \
  do { \
    CK_RV refused = enter(call); \
    if (refused != CKR_OK) return refused; \
  } while (0)

static void pad(CK_UTF8CHAR *field, size_t size, const char *text) {
  memset(field, ' ', size);
  memcpy(field, text, strlen(text) < size ? strlen(text) : size);
}

static CK_RV initialize(CK_VOID_PTR arguments) {
  (void)arguments;
  ENTER("C_Initialize");
  const char *name = getenv("VARCO_HOSTILE_CERTIFICATE");
  FILE *file = name == NULL ? NULL : fopen(name, "rb");
  if (file == NULL) return CKR_GENERAL_ERROR;
  certificate_length = fread(certificate, 1, sizeof certificate, file);
  fclose(file);
  return CKR_OK;
}

static CK_RV finalize(CK_VOID_PTR reserved) {
  (void)reserved;
  ENTER("C_Finalize");
  return CKR_OK;
}

static CK_RV get_info(CK_INFO *info) {
  ENTER("C_GetInfo");
  memset(info, is("garbage") ? 0xff : 0, sizeof *info);
  return CKR_OK;
}

static CK_RV get_slot_list(CK_BBOOL present, CK_SLOT_ID *list, CK_ULONG *count) {
  (void)present;
  ENTER("C_GetSlotList");
  CK_ULONG slots = is("slots") ? 1000000 : 1;
  if (list != NULL) for (CK_ULONG slot = 0; slot < slots; slot++) list[slot] = name(slot);
  *count = does("lengths", "C_GetSlotList") ? (CK_ULONG)-1 : slots;
  if (does("lengths", "C_GetSlotList, second") && list != NULL) *count = (CK_ULONG)1 << 60;
  return CKR_OK;
}

static CK_RV get_slot_info(CK_SLOT_ID slot, CK_SLOT_INFO *info) {
  (void)slot;
  ENTER("C_GetSlotInfo");
  memset(info, is("garbage") ? 0xff : 0, sizeof *info);
  if (!is("garbage")) pad(info->slotDescription, sizeof info->slotDescription, "Hostile slot");
  return CKR_OK;
}

static CK_RV get_token_info(CK_SLOT_ID slot, CK_TOKEN_INFO *info) {
  ENTER("C_GetTokenInfo");
  if (slot != name(0)) return CKR_SLOT_ID_INVALID;
  memset(info, is("garbage") ? 0xff : 0, sizeof *info);
  if (is("garbage")) return CKR_OK;
  pad(info->label, sizeof info->label, "Hostile\x1b[31m \xe2\x80\xae" "key");
  pad(info->serialNumber, sizeof info->serialNumber, "1");
  pad(info->model, sizeof info->model, "Hostile");
  info->flags = CKF_TOKEN_INITIALIZED | CKF_LOGIN_REQUIRED | CKF_USER_PIN_INITIALIZED;
  info->ulMaxPinLen = does("lengths", "C_GetTokenInfo") ? (CK_ULONG)-1 : 8;
  if (is("locked")) info->flags |= CKF_USER_PIN_LOCKED;
  if (is("final")) info->flags |= CKF_USER_PIN_FINAL_TRY;
  if (has_keypad()) info->flags |= CKF_PROTECTED_AUTHENTICATION_PATH;
  return CKR_OK;
}

static CK_RV get_mechanism_list(CK_SLOT_ID slot, CK_MECHANISM_TYPE *list, CK_ULONG *count) {
  (void)slot;
  ENTER("C_GetMechanismList");
  if (list != NULL) list[0] = CKM_RSA_X_509;
  *count = does("lengths", "C_GetMechanismList") ? (CK_ULONG)-1 : 1;
  return CKR_OK;
}

static CK_RV open_session(CK_SLOT_ID slot, CK_FLAGS flags, CK_VOID_PTR application, CK_NOTIFY notify, CK_SESSION_HANDLE *session) {
  (void)slot, (void)flags, (void)application, (void)notify;
  ENTER("C_OpenSession");
  *session = name(1);
  return CKR_OK;
}

static CK_RV close_session(CK_SESSION_HANDLE session) {
  (void)session;
  ENTER("C_CloseSession");
  return CKR_OK;
}

static CK_RV login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR *pin, CK_ULONG length) {
  (void)user;
  ENTER("C_Login");
  if (session != name(1)) return CKR_SESSION_HANDLE_INVALID;
  if (is("memory") && malloc((size_t)4 << 30) == NULL) return CKR_HOST_MEMORY;
  if (is("dumpable") && prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0) return CKR_GENERAL_ERROR;
  if (is("slow-keypad")) usleep(500 * 1000);
  if (has_keypad()) {
    note("typed");
    return pin == NULL && length == 0 ? CKR_OK : CKR_PIN_INVALID;
  }
  return length == 5 && memcmp(pin, "12345", 5) == 0 ? CKR_OK : CKR_PIN_INCORRECT;
}

static CK_RV logout(CK_SESSION_HANDLE session) {
  (void)session;
  ENTER("C_Logout");
  return CKR_OK;
}

static CK_RV set_pin(CK_SESSION_HANDLE session, CK_UTF8CHAR *old, CK_ULONG old_length, CK_UTF8CHAR *new, CK_ULONG new_length) {
  (void)session;
  ENTER("C_SetPIN");
  int null = old == NULL && old_length == 0 && new == NULL && new_length == 0;
  if (has_keypad() ? !null : old == NULL || new == NULL) return CKR_ARGUMENTS_BAD;
  return CKR_OK;
}

static CK_RV find_init(CK_SESSION_HANDLE session, CK_ATTRIBUTE *template, CK_ULONG count) {
  (void)session, (void)template, (void)count;
  ENTER("C_FindObjectsInit");
  found = 0;
  return CKR_OK;
}

static CK_RV find(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE *objects, CK_ULONG most, CK_ULONG *count) {
  (void)session;
  ENTER("C_FindObjects");
  CK_ULONG there = is("flood") ? most : found ? 0 : 1;
  for (CK_ULONG object = 0; object < there && object < most; object++) objects[object] = name(object + 1);
  *count = does("lengths", "C_FindObjects") ? most * 1000 : there;
  found = 1;
  return CKR_OK;
}

static CK_RV find_final(CK_SESSION_HANDLE session) {
  (void)session;
  ENTER("C_FindObjectsFinal");
  return CKR_OK;
}

static CK_RV get_attribute_value(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *template, CK_ULONG count) {
  (void)session;
  ENTER("C_GetAttributeValue");
  if (is("wide") && object != name(1)) return CKR_OBJECT_HANDLE_INVALID;
  for (CK_ULONG at = 0; at < count; at++) {
    const unsigned char id = 1;
    int value = template[at].type == CKA_VALUE;
    CK_ULONG length = value ? certificate_length : 1;
    if (template[at].pValue != NULL) {
      if (is("garbage")) memset(template[at].pValue, 0xa5, length);
      else memcpy(template[at].pValue, value ? certificate : &id, length);
    }
    template[at].ulValueLen = length;
    if (does("lengths", "C_GetAttributeValue")) template[at].ulValueLen = (CK_ULONG)1 << 44;
    if (is("untold")) template[at].ulValueLen = CK_UNAVAILABLE_INFORMATION;
  }
  return is("untold") ? CKR_ATTRIBUTE_TYPE_INVALID : CKR_OK;
}

static CK_RV sign_init(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key) {
  (void)session;
  ENTER("C_SignInit");
  if (mechanism->mechanism != CKM_RSA_X_509 || mechanism->ulParameterLen != 0) return CKR_MECHANISM_INVALID;
  return key == name(1) ? CKR_OK : CKR_KEY_HANDLE_INVALID;
}

static CK_RV sign(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG length, CK_BYTE *signature, CK_ULONG *signature_length) {
  (void)session, (void)data;
  ENTER("C_Sign");
  if (is("stack")) {
    volatile char room[6 << 20];
    for (size_t at = 0; at < sizeof room; at += 4096) room[at] = 1;
  }
  if (signature != NULL) memset(signature, 0x5a, length);
  *signature_length = does("lengths", "C_Sign") ? 100000000 : length;
  return CKR_OK;
}

/* The functions that a host may call: names, and the pointers to them in the list. */
#define HAVE(function, in) {#function, (void **)&functions.function, (void *)in}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST **list) {
  static CK_FUNCTION_LIST functions = {.version = {2, 40}};
  const struct {
    const char *name;
    void **place;
    void *function;
  } all[] = {
      HAVE(C_Initialize, initialize),
      HAVE(C_Finalize, finalize),
      HAVE(C_GetInfo, get_info),
      HAVE(C_GetFunctionList, C_GetFunctionList),
      HAVE(C_GetSlotList, get_slot_list),
      HAVE(C_GetSlotInfo, get_slot_info),
      HAVE(C_GetTokenInfo, get_token_info),
      HAVE(C_GetMechanismList, get_mechanism_list),
      HAVE(C_OpenSession, open_session),
      HAVE(C_CloseSession, close_session),
      HAVE(C_Login, login),
      HAVE(C_Logout, logout),
      HAVE(C_SetPIN, set_pin),
      HAVE(C_FindObjectsInit, find_init),
      HAVE(C_FindObjects, find),
      HAVE(C_FindObjectsFinal, find_final),
      HAVE(C_GetAttributeValue, get_attribute_value),
      HAVE(C_SignInit, sign_init),
      HAVE(C_Sign, sign),
  };
  ENTER("C_GetFunctionList");
  for (size_t at = 0; at < sizeof all / sizeof *all; at++)
    *all[at].place = does("null", all[at].name) ? NULL : all[at].function;
  *list = is("empty") ? NULL : &functions;
  return CKR_OK;
}

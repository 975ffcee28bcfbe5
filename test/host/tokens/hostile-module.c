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
 *     lengths      tells lengths that are not true
 *     garbage      fills its answers with bytes that mean nothing
 *     flood        tells of a million slots, and of objects without an end
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

#include <pkcs11/pkcs11.h>

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
  CK_ULONG slots = is("flood") ? 1000000 : 1;
  if (list != NULL) for (CK_ULONG slot = 0; slot < slots; slot++) list[slot] = slot;
  *count = is("lengths") && list == NULL ? (CK_ULONG)-1 : slots;
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
  (void)slot;
  ENTER("C_GetTokenInfo");
  memset(info, is("garbage") ? 0xff : 0, sizeof *info);
  if (is("garbage")) return CKR_OK;
  pad(info->label, sizeof info->label, "Hostile\x1b[31m \xe2\x80\xae" "key");
  pad(info->serialNumber, sizeof info->serialNumber, "1");
  pad(info->model, sizeof info->model, "Hostile");
  info->flags = CKF_TOKEN_INITIALIZED | CKF_LOGIN_REQUIRED | CKF_USER_PIN_INITIALIZED;
  info->ulMaxPinLen = is("lengths") ? (CK_ULONG)-1 : 8;
  if (is("locked")) info->flags |= CKF_USER_PIN_LOCKED;
  if (is("final")) info->flags |= CKF_USER_PIN_FINAL_TRY;
  if (has_keypad()) info->flags |= CKF_PROTECTED_AUTHENTICATION_PATH;
  return CKR_OK;
}

static CK_RV get_mechanism_list(CK_SLOT_ID slot, CK_MECHANISM_TYPE *list, CK_ULONG *count) {
  (void)slot;
  ENTER("C_GetMechanismList");
  if (list != NULL) list[0] = CKM_RSA_X_509;
  *count = 1;
  return CKR_OK;
}

static CK_RV open_session(CK_SLOT_ID slot, CK_FLAGS flags, CK_VOID_PTR application, CK_NOTIFY notify, CK_SESSION_HANDLE *session) {
  (void)slot, (void)flags, (void)application, (void)notify;
  ENTER("C_OpenSession");
  *session = 1;
  return CKR_OK;
}

static CK_RV close_session(CK_SESSION_HANDLE session) {
  (void)session;
  ENTER("C_CloseSession");
  return CKR_OK;
}

static CK_RV login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR *pin, CK_ULONG length) {
  (void)session, (void)user;
  ENTER("C_Login");
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
  for (CK_ULONG object = 0; object < there && object < most; object++) objects[object] = object + 1;
  *count = is("lengths") ? most * 1000 : there;
  found = 1;
  return CKR_OK;
}

static CK_RV find_final(CK_SESSION_HANDLE session) {
  (void)session;
  ENTER("C_FindObjectsFinal");
  return CKR_OK;
}

static CK_RV get_attribute_value(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *template, CK_ULONG count) {
  (void)session, (void)object;
  ENTER("C_GetAttributeValue");
  for (CK_ULONG at = 0; at < count; at++) {
    const unsigned char id = 1;
    int value = template[at].type == CKA_VALUE;
    CK_ULONG length = value ? certificate_length : 1;
    if (template[at].pValue != NULL) {
      if (is("garbage")) memset(template[at].pValue, 0xa5, length);
      else memcpy(template[at].pValue, value ? certificate : &id, length);
    }
    template[at].ulValueLen = is("lengths") ? (CK_ULONG)1 << 44 : length;
  }
  return CKR_OK;
}

static CK_RV sign_init(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key) {
  (void)session, (void)mechanism, (void)key;
  ENTER("C_SignInit");
  return CKR_OK;
}

static CK_RV sign(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG length, CK_BYTE *signature, CK_ULONG *signature_length) {
  (void)session, (void)data;
  ENTER("C_Sign");
  if (signature != NULL) memset(signature, 0x5a, length);
  *signature_length = is("signature-length") ? 100000000 : length;
  return CKR_OK;
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST **list) {
  static CK_FUNCTION_LIST functions = {
      .version = {2, 40},
      .C_Initialize = initialize,
      .C_Finalize = finalize,
      .C_GetInfo = get_info,
      .C_GetFunctionList = C_GetFunctionList,
      .C_GetSlotList = get_slot_list,
      .C_GetSlotInfo = get_slot_info,
      .C_GetTokenInfo = get_token_info,
      .C_GetMechanismList = get_mechanism_list,
      .C_OpenSession = open_session,
      .C_CloseSession = close_session,
      .C_Login = login,
      .C_Logout = logout,
      .C_SetPIN = set_pin,
      .C_FindObjectsInit = find_init,
      .C_FindObjects = find,
      .C_FindObjectsFinal = find_final,
      .C_GetAttributeValue = get_attribute_value,
      .C_SignInit = sign_init,
      .C_Sign = sign,
  };
  ENTER("C_GetFunctionList");
  *list = &functions;
  return CKR_OK;
}

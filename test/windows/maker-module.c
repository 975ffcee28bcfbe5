/*
 * A PKCS#11 module for Windows, as makers of cards have: a USB key with one certificate and its RSA key, which signs. Its
 * structures are those of p11-kit's header: without gaps, and with a CK_ULONG of four bytes.
 *
 *   VARCO_MAKER=FOLDER  has certificate.der; key: modulus and private exponent, 256 bytes each, high byte first; pin
 */
#define CRYPTOKI_EXPORTS
#include <p11-kit/pkcs11.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SLOT 7
#define SESSION 0xfffffff1
#define CERTIFICATE 0xffffff01
#define KEY 0xffffff02

/* Numbers of 2048 bits, low limb first. */
#define LIMBS 32
typedef uint64_t Number[LIMBS];
typedef unsigned __int128 Wide;

static unsigned char certificate[8192], id[] = {0x01, 0x02};
static CK_ULONG certificate_length;
static Number modulus, exponent;
static int logged_in, wrong, looked_for;

static size_t read_file(const char *name, void *to, size_t most) {
  char path[512];
  snprintf(path, sizeof path, "%s\\%s", getenv("VARCO_MAKER"), name);
  FILE *file = fopen(path, "rb");
  size_t length = file == NULL ? 0 : fread(to, 1, most, file);
  if (file != NULL) fclose(file);
  return length;
}

static void to_number(Number number, const unsigned char *bytes) {
  for (int limb = 0; limb < LIMBS; limb++) {
    number[limb] = 0;
    for (int at = 0; at < 8; at++) number[limb] |= (uint64_t)bytes[255 - 8 * limb - at] << (8 * at);
  }
}

static int at_least(const Number one, const Number other) {
  for (int limb = LIMBS - 1; limb >= 0; limb--)
    if (one[limb] != other[limb]) return one[limb] > other[limb];
  return 1;
}

static void subtract(Number from, const Number what) {
  uint64_t borrow = 0;
  for (int limb = 0; limb < LIMBS; limb++) {
    Wide difference = (Wide)from[limb] - what[limb] - borrow;
    from[limb] = (uint64_t)difference;
    borrow = (uint64_t)(difference >> 64) & 1;
  }
}

/* product = one * other / 2^2048, modulo the modulus (Montgomery). */
static void multiply(Number product, const Number one, const Number other) {
  uint64_t sum[LIMBS + 2] = {0}, inverse = 1;
  for (int bits = 1; bits < 64; bits *= 2) inverse *= 2 - modulus[0] * inverse;
  for (int limb = 0; limb < LIMBS; limb++) {
    const uint64_t *factors[] = {other, modulus};
    for (int step = 0; step < 2; step++) {
      uint64_t by = step == 0 ? one[limb] : sum[0] * -inverse;
      Wide carry = 0;
      for (int at = 0; at < LIMBS; at++) {
        carry += (Wide)by * factors[step][at] + sum[at];
        sum[at] = (uint64_t)carry;
        carry >>= 64;
      }
      carry += sum[LIMBS];
      sum[LIMBS] = (uint64_t)carry;
      sum[LIMBS + 1] += (uint64_t)(carry >> 64);
    }
    memmove(sum, sum + 1, (LIMBS + 1) * sizeof *sum);
    sum[LIMBS + 1] = 0;
  }
  memcpy(product, sum, sizeof(Number));
  if (sum[LIMBS] != 0 || at_least(product, modulus)) subtract(product, modulus);
}

/* block^exponent modulo the modulus. */
static void raw_rsa(unsigned char *signature, const unsigned char *block) {
  Number base, result = {1}, one = {1}, square = {1};
  to_number(base, block);
  /* 2^4096 modulo the modulus takes numbers into Montgomery's form. */
  for (int bit = 0; bit < 2 * 2048; bit++) {
    int top = square[LIMBS - 1] >> 63;
    for (int limb = LIMBS - 1; limb > 0; limb--) square[limb] = square[limb] << 1 | square[limb - 1] >> 63;
    square[0] <<= 1;
    if (top || at_least(square, modulus)) subtract(square, modulus);
  }
  multiply(base, base, square);
  multiply(result, result, square);
  for (int bit = 2047; bit >= 0; bit--) {
    multiply(result, result, result);
    if (exponent[bit / 64] >> (bit % 64) & 1) multiply(result, result, base);
  }
  multiply(result, result, one);
  for (int at = 0; at < 256; at++) signature[255 - at] = (unsigned char)(result[at / 8] >> (8 * (at % 8)));
}

static void pad(unsigned char *field, size_t size, const char *text) {
  memset(field, ' ', size);
  memcpy(field, text, strlen(text));
}

static CK_RV initialize(void *arguments) {
  unsigned char key[512];
  certificate_length = (CK_ULONG)read_file("certificate.der", certificate, sizeof certificate);
  if (certificate_length == 0 || read_file("key", key, sizeof key) != sizeof key) return CKR_GENERAL_ERROR;
  to_number(modulus, key);
  to_number(exponent, key + 256);
  const CK_C_INITIALIZE_ARGS *given = arguments;
  return given != NULL && (given->CreateMutex != NULL || given->flags != 0 || given->pReserved != NULL)
             ? CKR_ARGUMENTS_BAD
             : CKR_OK;
}

static CK_RV finalize(void *reserved) { return reserved == NULL ? CKR_OK : CKR_ARGUMENTS_BAD; }

static CK_RV get_info(CK_INFO *info) {
  memset(info, 0, sizeof *info);
  pad(info->manufacturerID, sizeof info->manufacturerID, "Prova");
  pad(info->libraryDescription, sizeof info->libraryDescription, "Prova");
  return CKR_OK;
}

static CK_RV get_slot_list(CK_BBOOL present, CK_SLOT_ID *list, CK_ULONG *count) {
  if (present != CK_TRUE) return CKR_ARGUMENTS_BAD;
  if (list != NULL && *count < 1) return CKR_BUFFER_TOO_SMALL;
  if (list != NULL) list[0] = SLOT;
  *count = 1;
  return CKR_OK;
}

static CK_RV get_slot_info(CK_SLOT_ID slot, CK_SLOT_INFO *info) {
  if (slot != SLOT) return CKR_SLOT_ID_INVALID;
  memset(info, 0xff, sizeof *info);
  pad(info->slotDescription, sizeof info->slotDescription, "Porta USB");
  return CKR_OK;
}

static CK_RV get_token_info(CK_SLOT_ID slot, CK_TOKEN_INFO *info) {
  if (slot != SLOT) return CKR_SLOT_ID_INVALID;
  memset(info, 0xff, sizeof *info);
  pad(info->label, sizeof info->label, "Chiavetta però");
  pad(info->manufacturerID, sizeof info->manufacturerID, "Prova");
  pad(info->model, sizeof info->model, "Sedici caratteri");
  pad(info->serialNumber, sizeof info->serialNumber, "W-7");
  info->flags = CKF_TOKEN_INITIALIZED | CKF_LOGIN_REQUIRED | CKF_USER_PIN_INITIALIZED | (wrong ? CKF_USER_PIN_FINAL_TRY : 0);
  info->ulMaxPinLen = 9;
  info->ulMinPinLen = 6;
  return CKR_OK;
}

static CK_RV get_mechanism_list(CK_SLOT_ID slot, CK_MECHANISM_TYPE *list, CK_ULONG *count) {
  if (slot != SLOT) return CKR_SLOT_ID_INVALID;
  if (list != NULL) list[0] = CKM_RSA_PKCS_KEY_PAIR_GEN, list[1] = CKM_RSA_X_509;
  *count = 2;
  return CKR_OK;
}

static CK_RV open_session(CK_SLOT_ID slot, CK_FLAGS flags, void *application, CK_NOTIFY notify, CK_SESSION_HANDLE *session) {
  if (slot != SLOT || !(flags & CKF_SERIAL_SESSION) || application != NULL || notify != NULL) return CKR_ARGUMENTS_BAD;
  *session = SESSION;
  return CKR_OK;
}

static CK_RV close_session(CK_SESSION_HANDLE session) {
  return session == SESSION ? CKR_OK : CKR_SESSION_HANDLE_INVALID;
}

static int is_pin(const unsigned char *pin, CK_ULONG length) {
  char right[16];
  size_t is = read_file("pin", right, sizeof right);
  return pin != NULL && length == is && memcmp(pin, right, is) == 0;
}

static CK_RV login(CK_SESSION_HANDLE session, CK_USER_TYPE user, unsigned char *pin, CK_ULONG length) {
  if (session != SESSION || user != CKU_USER) return CKR_SESSION_HANDLE_INVALID;
  logged_in = is_pin(pin, length);
  wrong = !logged_in;
  return logged_in ? CKR_OK : CKR_PIN_INCORRECT;
}

static CK_RV logout(CK_SESSION_HANDLE session) {
  logged_in = 0;
  return close_session(session);
}

static CK_RV set_pin(CK_SESSION_HANDLE session, unsigned char *old, CK_ULONG old_length, unsigned char *new, CK_ULONG new_length) {
  if (session != SESSION) return CKR_SESSION_HANDLE_INVALID;
  if (!is_pin(old, old_length)) return CKR_PIN_INCORRECT;
  char path[512];
  snprintf(path, sizeof path, "%s\\pin", getenv("VARCO_MAKER"));
  FILE *file = fopen(path, "wb");
  if (file == NULL) return CKR_DEVICE_ERROR;
  fwrite(new, 1, new_length, file);
  return fclose(file) == 0 ? CKR_OK : CKR_DEVICE_ERROR;
}

static CK_RV find_init(CK_SESSION_HANDLE session, CK_ATTRIBUTE *wanted, CK_ULONG count) {
  looked_for = 0;
  for (CK_ULONG at = 0; at < count; at++) {
    if (wanted[at].type == CKA_CLASS) {
      if (wanted[at].ulValueLen != sizeof(CK_OBJECT_CLASS)) return CKR_ATTRIBUTE_VALUE_INVALID;
      looked_for = *(CK_OBJECT_CLASS *)wanted[at].pValue == CKO_CERTIFICATE ? CERTIFICATE : KEY;
    }
    if (wanted[at].type == CKA_ID && (wanted[at].ulValueLen != sizeof id || memcmp(wanted[at].pValue, id, sizeof id) != 0))
      return CKR_ATTRIBUTE_VALUE_INVALID;
  }
  return close_session(session);
}

static CK_RV find(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE *objects, CK_ULONG most, CK_ULONG *count) {
  *count = looked_for != 0 && most > 0;
  if (*count) objects[0] = (CK_OBJECT_HANDLE)looked_for;
  return close_session(session);
}

static CK_RV get_attribute_value(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *asked, CK_ULONG count) {
  if (object != CERTIFICATE) return CKR_OBJECT_HANDLE_INVALID;
  for (CK_ULONG at = 0; at < count; at++) {
    int value = asked[at].type == CKA_VALUE;
    CK_ULONG length = value ? certificate_length : sizeof id;
    if (asked[at].pValue != NULL && asked[at].ulValueLen < length) return CKR_BUFFER_TOO_SMALL;
    if (asked[at].pValue != NULL) memcpy(asked[at].pValue, value ? certificate : id, length);
    asked[at].ulValueLen = length;
  }
  return close_session(session);
}

static CK_RV sign_init(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key) {
  if (mechanism->mechanism != CKM_RSA_X_509 || mechanism->pParameter != NULL || mechanism->ulParameterLen != 0)
    return CKR_MECHANISM_INVALID;
  if (key != KEY) return CKR_KEY_HANDLE_INVALID;
  return logged_in ? close_session(session) : CKR_USER_NOT_LOGGED_IN;
}

static CK_RV sign(CK_SESSION_HANDLE session, unsigned char *block, CK_ULONG length, unsigned char *signature, CK_ULONG *room) {
  if (length != 256) return CKR_DATA_LEN_RANGE;
  if (*room < 256) return CKR_BUFFER_TOO_SMALL;
  raw_rsa(signature, block);
  *room = 256;
  return close_session(session);
}

CK_SPEC CK_RV C_GetFunctionList(CK_FUNCTION_LIST **list) {
  static CK_FUNCTION_LIST functions = {
      .version = {2, 40},
      .C_Initialize = initialize,
      .C_Finalize = finalize,
      .C_GetInfo = get_info,
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
      .C_FindObjectsFinal = close_session,
      .C_GetAttributeValue = get_attribute_value,
      .C_SignInit = sign_init,
      .C_Sign = sign,
  };
  *list = &functions;
  return CKR_OK;
}

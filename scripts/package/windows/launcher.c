/*
 * varco-host.exe: what browsers on Windows start. It runs node.exe and host\main.cjs, which lie beside it, with the
 * arguments and the standard streams that it was given, and ends with the exit code of that process.
 *
 * - Node and OpenSSL take no orders from the environment of the program that starts this (orders.h).
 * - The host ends with this process, however this ends: the kernel kills a job whose last handle is closed.
 */
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <wchar.h>

/* The longest path and the longest command line, with the final zero (CreateProcessW). */
#define LONGEST 32768

static const struct {
  const wchar_t *name;
  BOOL anyEnd;
} ORDERS[] = {
#include "orders.h"
};

/* What ends the host if it could not be started: the shells' "command not found". */
#define CANNOT_START 127

static wchar_t program[LONGEST];
static wchar_t node[LONGEST];
static wchar_t line[LONGEST];

static void fail(const char *why) {
  DWORD written;
  HANDLE errors = GetStdHandle(STD_ERROR_HANDLE);
  WriteFile(errors, "varco-host: ", 12, &written, NULL);
  WriteFile(errors, why, (DWORD)lstrlenA(why), &written, NULL);
  WriteFile(errors, "\r\n", 2, &written, NULL);
  ExitProcess(CANNOT_START);
}

/* Names of variables count in any case. */
static BOOL isOrder(const wchar_t *name, size_t length) {
  for (size_t at = 0; at < sizeof ORDERS / sizeof *ORDERS; at += 1) {
    size_t known = wcslen(ORDERS[at].name);
    if (length < known || (length > known && !ORDERS[at].anyEnd)) continue;
    if (CompareStringOrdinal(name, (int)known, ORDERS[at].name, (int)known, TRUE) == CSTR_EQUAL) return TRUE;
  }
  return FALSE;
}

static void removeOrders(void) {
  wchar_t *block = GetEnvironmentStringsW();
  if (block == NULL) fail("the environment cannot be read");
  for (wchar_t *at = block; *at != 0; at += wcslen(at) + 1) {
    /* Names of drives' current folders begin with "=". */
    wchar_t *end = wcschr(at + 1, L'=');
    if (end == NULL || !isOrder(at, (size_t)(end - at))) continue;
    *end = 0;
    SetEnvironmentVariableW(at, NULL);
    *end = L'=';
  }
  FreeEnvironmentStringsW(block);
}

/* What follows the first word: as CommandLineToArgvW reads it, in which a quote in the first word has no other use. */
static const wchar_t *argumentsOf(const wchar_t *given) {
  BOOL quoted = FALSE;
  for (; *given != 0 && (quoted || (*given != L' ' && *given != L'\t')); given += 1)
    if (*given == L'"') quoted = !quoted;
  return given;
}

static void append(wchar_t *to, const wchar_t *text) {
  if (wcslen(to) + wcslen(text) >= LONGEST) fail("the command line is too long");
  wcscat(to, text);
}

/* Interrupts from the keyboard reach the host as well. It decides. */
static BOOL WINAPI leaveToHost(DWORD event) {
  return event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT;
}

static HANDLE passedOn(DWORD stream) {
  HANDLE handle = GetStdHandle(stream);
  if (handle != NULL && handle != INVALID_HANDLE_VALUE)
    SetHandleInformation(handle, HANDLE_FLAG_INHERIT, HANDLE_FLAG_INHERIT);
  return handle;
}

int main(void) {
  DWORD length = GetModuleFileNameW(NULL, program, LONGEST);
  wchar_t *name = length == 0 || length >= LONGEST ? NULL : wcsrchr(program, L'\\');
  if (name == NULL) fail("its own path is unknown");
  name[1] = 0;
  removeOrders();

  append(node, program);
  append(node, L"node.exe");
  append(line, L"\"");
  append(line, node);
  append(line, L"\" \"");
  append(line, program);
  append(line, L"host\\main.cjs\"");
  append(line, argumentsOf(GetCommandLineW()));

  HANDLE job = CreateJobObjectW(NULL, NULL);
  JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {0};
  limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
  if (job == NULL || !SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits))
    fail("the host cannot be bound to this process");

  SetConsoleCtrlHandler(leaveToHost, TRUE);
  STARTUPINFOW start = {0};
  start.cb = sizeof start;
  start.dwFlags = STARTF_USESTDHANDLES;
  start.hStdInput = passedOn(STD_INPUT_HANDLE);
  start.hStdOutput = passedOn(STD_OUTPUT_HANDLE);
  start.hStdError = passedOn(STD_ERROR_HANDLE);
  PROCESS_INFORMATION host;
  if (!CreateProcessW(node, line, NULL, NULL, TRUE, CREATE_SUSPENDED, NULL, NULL, &start, &host))
    fail("node.exe, which belongs beside it, cannot be started. Install Varco again.");
  if (!AssignProcessToJobObject(job, host.hProcess)) {
    TerminateProcess(host.hProcess, CANNOT_START);
    fail("the host cannot be bound to this process");
  }
  ResumeThread(host.hThread);

  DWORD code = CANNOT_START;
  WaitForSingleObject(host.hProcess, INFINITE);
  GetExitCodeProcess(host.hProcess, &code);
  ExitProcess(code);
}

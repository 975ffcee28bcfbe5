/**
 * Rights to this process, in the Security Descriptor Definition Language: the person and the system may wait for it, end
 * it and ask what it is (SYNCHRONIZE, PROCESS_TERMINATE, PROCESS_QUERY_LIMITED_INFORMATION). Nobody may read or write
 * its memory, start a thread in it, copy its handles or change this list (`OW`: what the owner may). Handles that exist
 * keep their rights: whoever started the process can still end it.
 */
const RIGHTS = "D:P(A;;0x101001;;;OW)(A;;0x101001;;;SY)";
const SDDL_REVISION_1 = 1;
const DACL_SECURITY_INFORMATION = 4;
/** WER_FAULT_REPORTING_FLAG_NOHEAP: reports of a crash hold nothing of the heap. */
const NO_HEAP = 1;

/**
 * Windows: closes this process to other programs of the same person, and keeps its memory out of crash reports. An
 * administrator can still read it. Loads koffi. Throws `Error`.
 */
export async function closeProcess(): Promise<void> {
  const { load } = await import("koffi");
  const [advapi, kernel] = [load("advapi32.dll"), load("kernel32.dll")];
  const toDescriptor: (text: string, revision: number, descriptor: unknown[], size: null) => number = advapi.func(
    "int __stdcall ConvertStringSecurityDescriptorToSecurityDescriptorW(const char16_t *text, uint32_t revision, " +
      "_Out_ void **descriptor, void *size)",
  );
  const setSecurity: (object: unknown, what: number, descriptor: unknown) => number = advapi.func(
    "int __stdcall SetKernelObjectSecurity(void *object, uint32_t what, void *descriptor)",
  );
  const self: () => unknown = kernel.func("void * __stdcall GetCurrentProcess()");
  const free: (memory: unknown) => unknown = kernel.func("void * __stdcall LocalFree(void *memory)");
  const setFlags: (flags: number) => number = kernel.func("int __stdcall WerSetFlags(uint32_t flags)");
  setFlags(NO_HEAP);
  const descriptor: unknown[] = [null];
  if (toDescriptor(RIGHTS, SDDL_REVISION_1, descriptor, null) === 0) throw new Error("no security descriptor");
  const done = setSecurity(self(), DACL_SECURITY_INFORMATION, descriptor[0]) !== 0;
  free(descriptor[0]);
  if (!done) throw new Error("SetKernelObjectSecurity failed");
}

const missing = (process.env.VARCO_MISSING ?? "").split(" ");

/** Does not find the packages that VARCO_MISSING names. */
export function resolve(name, context, next) {
  if (!missing.includes(name)) return next(name, context);
  throw Object.assign(new Error(`Cannot find package '${name}'`), { code: "ERR_MODULE_NOT_FOUND" });
}

import { ORDERS } from "../../hardening/orders";
import type { StartCommand } from "../start-script";

/**
 * The script that starts a host that no package has installed, for browsers, which know one file only. Like
 * start-script.ts for other systems it takes away the variables by which the environment orders Node and OpenSSL about.
 * Lines end as Windows has them.
 */
export function windowsStartScript(command: StartCommand): string {
  const names = ORDERS.map((order) => order.replace("*", ""));
  return [
    "@echo off",
    "rem Written by varco-host: install.",
    "rem Node and OpenSSL take no orders from the environment of the program that starts this.",
    "setlocal",
    // cmd.exe reads the file in the code page of the console.
    ...(command.some(hasOtherLetters) ? ["chcp 65001 >nul"] : []),
    ...names.map((name) => `(for /f "delims==" %%n in ('set ${name}') do set "%%n=") 2>nul`),
    `${command.map(scriptWord).join(" ")} %*`,
    "",
  ].join("\r\n");
}

/** Whether a word has letters that not every code page has. */
function hasOtherLetters(word: string): boolean {
  return /[^ -~]/.test(word);
}

/** A word for cmd.exe: it puts variables in place even between quotes. A file name on Windows holds no quote. */
function scriptWord(word: string): string {
  return `"${word.replaceAll("%", "%%")}"`;
}

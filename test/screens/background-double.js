// In the place of the background when the pages are tested alone: shows a page whatever a test sends, keeps what it
// answers.
const ports = new Set();
let commands = [];
let view = null;
let moduleView = null;

// In Firefox the address of the pages is known in here only.
chrome.runtime.onInstalled.addListener(() => chrome.tabs.create({ url: "pages/login.html?login=test" }));

chrome.runtime.onConnect.addListener((port) => {
  ports.add(port);
  port.onMessage.addListener((command) => {
    if (command.type === "show") commands = [];
    commands.push(command);
    if (command.type === "show" && view) port.postMessage(view);
  });
  port.onDisconnect.addListener(() => ports.delete(port));
});

// A page asks about the module; all else comes from a test.
chrome.runtime.onMessage.addListener((message, _sender, reply) => {
  if (message.module) {
    commands.push(message);
    return reply(moduleView);
  }
  if (message.forget) [commands, view, moduleView] = [[], null, message.moduleView];
  if (message.view) view = message.view;
  for (const port of ports) {
    if (message.view) port.postMessage(view);
    if (message.disconnect) port.disconnect(); // which tells the other end only
  }
  if (message.disconnect) {
    ports.clear();
    view = null;
  }
  reply(commands);
  if (message.view) commands = [];
});

// In the place of the background when the pages are tested alone: shows the login page whatever a test sends, keeps what it answers.
const ports = new Set();
let commands = [];

// In Firefox the address of the pages is known in here only.
chrome.runtime.onInstalled.addListener(() => chrome.tabs.create({ url: 'pages/login.html?login=test' }));

chrome.runtime.onConnect.addListener((port) => {
  ports.add(port);
  port.onMessage.addListener((command) => {
    if (command.type === 'show') commands = [];
    commands.push(command);
  });
  port.onDisconnect.addListener(() => ports.delete(port));
});

chrome.runtime.onMessage.addListener(({ view, disconnect }, _sender, reply) => {
  for (const port of ports) {
    if (view) port.postMessage(view);
    if (disconnect) port.disconnect(); // which tells the other end only
  }
  if (disconnect) ports.clear();
  reply(commands);
  if (view) commands = [];
});

/**
 * Firefox as a person has it. Its remote protocol usually brings "recommended" settings along, among them a
 * popup blocker that is off; those are refused here.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Engine, EngineOptions } from './engine.ts';
import { Marionette } from './marionette.ts';
import { profileFolder, startProcess } from './process.ts';
import { until, within } from './wait.ts';
import { WebDriverSession } from './webdriver.ts';
import { WebDriverEngine } from './webdriver-engine.ts';

const START_MS = 60_000;
const CLOSE_MS = 10_000;

/** First-run pages, questions and errands of the browser; nothing that a page could notice. */
const SETTINGS: Readonly<Record<string, boolean | number | string>> = {
  'remote.prefs.recommended': false,
  'marionette.port': 0,
  // Lets the protocol hand a chosen file to a page's process; pages themselves have no such call.
  'dom.file.createInChild': true,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.newtabpage.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.sessionstore.resume_from_crash': false,
  'browser.tabs.warnOnClose': false,
  'browser.warnOnQuit': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'app.update.enabled': false,
  'app.normandy.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': '',
  'extensions.systemAddon.update.enabled': false,
};

const messagesSchema = z.array(z.string());

const userJs = () =>
  Object.entries(SETTINGS)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');

/** Script errors and policy violations from the browser's console, `console` calls from their own store. */
const READ_CONSOLE = `
  const storage = Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage);
  const calls = storage.getEvents().filter((call) => /^https?:/.test(call.filename)).map((call) => [
    call.timeStamp,
    call.level + ': ' + Array.from(call.arguments ?? [], String).join(' '),
  ]);
  const errors = Services.console.getMessageArray()
    .filter((message) => message instanceof Ci.nsIScriptError && /^https?:/.test(message.sourceName))
    .map((error) => [error.timeStamp, 'error: ' + error.errorMessage + ' ' + error.sourceName]);
  return [...calls, ...errors].sort((a, b) => a[0] - b[0]).map(([, text]) => text);`;

/** @param program path of Firefox */
export async function startFirefox(program: string, options: EngineOptions = {}): Promise<Engine> {
  const profile = profileFolder('firefox', options.profile);
  writeFileSync(join(profile.folder, 'user.js'), userJs());
  const browser = startProcess(
    program,
    [
      '--headless',
      '--no-remote',
      '--profile',
      profile.folder,
      '--marionette',
      '--remote-allow-system-access',
    ],
    {
      env: {
        HOME: profile.folder,
        MOZ_HEADLESS_WIDTH: '1000',
        MOZ_HEADLESS_HEIGHT: '800',
        MOZ_CRASHREPORTER_DISABLE: '1',
      },
    },
  );
  const stop = async () => {
    await browser.stop();
    profile.remove();
  };
  try {
    const wire = await until('Firefox to start', () => Marionette.open(portIn(profile.folder)), START_MS);
    const version = await within(START_MS, 'a Firefox session', wire.start());
    const session = new WebDriverSession(wire);
    return new WebDriverEngine({
      name: 'firefox',
      version: `Firefox/${version}`,
      session,
      mouse: 'in-frame',
      messages: () =>
        session.exclusive(async () => messagesSchema.parse(await wire.readConsole(READ_CONSOLE))),
      close: async () => {
        wire.send(z.unknown(), 'Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
        await browser.leave(CLOSE_MS);
        await stop();
      },
    });
  } catch (error) {
    await stop();
    throw new Error(`Firefox did not start.\n${browser.output()}`, { cause: error });
  }
}

/** @throws until Firefox has written down which port it took */
function portIn(profile: string): number {
  return z.number().parse(Number(readFileSync(join(profile, 'MarionetteActivePort'), 'utf8') || Number.NaN));
}

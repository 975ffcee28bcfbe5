import type { Texts } from "./form";

/** German. */
export const de: Texts = {
  checks: {
    "host.registered": {
      title: "Registrierung bei den Browsern",
      found: ["Diese Browser finden Varco: {browsers}."],
      some: ["{browsers}: finden Varco. {missing}: finden es nicht.", "Registrieren Sie Varco bei allen Browsern."],
      none: ["Kein Browser findet Varco.", "Registrieren Sie Varco bei den Browsern."],
    },
    "host.program": {
      title: "Programm, das die Browser starten",
      starts: ["Die Browser starten {program}."],
      missing: ["{path} schickt den Browser zu {program}, das es nicht gibt.", "Registrieren Sie Varco neu."],
      mode: ["Der Browser darf {program} nicht starten: Es ist nicht ausführbar.", "Registrieren Sie Varco neu."],
      damaged: ["Der Browser kann {path} nicht lesen.", "Registrieren Sie Varco neu."],
      foreign: ["{path} lässt die Erweiterung von Varco nicht zu.", "Registrieren Sie Varco neu."],
    },
    "host.double": {
      title: "Zahl der Installationen",
      single: ["Es gibt eine Installation."],
      two: [
        "Es gibt mehrere Installationen, und jeder Browser nimmt seine eigene: {programs}.",
        "Behalten Sie das Paket, und nehmen Sie die Registrierung dieser Person zurück.",
      ],
      mixed: [
        "Ihre Browser starten verschiedene Installationen: {programs}.",
        "Registrieren Sie diese bei allen Browsern.",
      ],
    },
    "host.version": {
      title: "Versionen von Programm und Erweiterung",
      same: ["Version {version}."],
      differs: [
        "Die Browser starten Version {registered}, und dies ist Version {program}.",
        "Registrieren Sie diese Version.",
      ],
      extension: [
        "Die Erweiterung hat Version {extension}, das Programm Version {program}.",
        "Aktualisieren Sie das ältere. Browser aktualisieren die Erweiterung selbst, wenn sie neu geöffnet werden.",
      ],
      silent: ["Das Programm, das die Browser starten, antwortet nicht.", "Registrieren Sie Varco neu."],
    },
    "host.leftovers": {
      title: "Reste abgebrochener Installationen",
      clean: ["Es ist nichts übrig."],
      left: ["Eine abgebrochene Installation hat {paths} hinterlassen.", "Löschen Sie das."],
    },
    "settings.files": {
      title: "Ihre Ergänzungen zu Varco",
      readable: ["Alles ist lesbar, oder es gibt nichts."],
      families: [
        "Die Kartenfamilien in {path} sind nicht verwendbar: {reason}.",
        "Berichtigen oder löschen Sie die Datei.",
      ],
      tokens: ["Die Liste der Module in {path} ist nicht verwendbar: {reason}.", "Berichtigen oder löschen Sie sie."],
    },
    "browser.found": {
      title: "Browser",
      found: ["{browsers}."],
      none: ["An den üblichen Orten ist kein Browser.", "Installieren Sie Firefox, Chromium oder Chrome."],
    },
    "browser.packaging": {
      title: "Browser in einer Box (Snap, Flatpak)",
      plain: ["Kein Browser ist ein Snap oder ein Flatpak."],
      boxed: [
        "{browsers}: Der Browser fragt einmal, ob er Varco starten darf.",
        "Antworten Sie mit Ja. Nach einem Nein fragt er durch diesen Befehl wieder.",
      ],
    },
    "portal.permission": {
      title: "Zugriff der Erweiterung auf Portale",
      allowed: ["Erlaubte Seiten: {count}."],
      later: ["Noch keine Seite: Der Browser fragt bei der ersten Anmeldung."],
      outside: ["Das weiß nur die Erweiterung. Ihre Begrüßungsseite zeigt es."],
    },
    "service.installed": {
      title: "Chipkartendienst: Installation",
      found: ["Er ist da."],
      missing: ["Der Chipkartendienst (pcscd) ist nicht installiert.", "Installieren Sie ihn."],
      library: [
        "Die Bibliothek des Chipkartendienstes lässt sich nicht laden: {reason}.",
        "Installieren Sie den Dienst neu.",
      ],
    },
    "service.running": {
      title: "Chipkartendienst: Betrieb",
      answers: ["Er antwortet."],
      stopped: ["Der Chipkartendienst läuft nicht.", "Starten Sie ihn."],
    },
    "service.allowed": {
      title: "Chipkartendienst: Erlaubnis",
      allowed: ["Er lässt Sie zu."],
      refused: [
        "Der Chipkartendienst läuft und weist Sie ab (polkit).",
        "Arbeiten Sie direkt am Computer, oder lassen Sie die Verwaltung eine Regel hinzufügen.",
      ],
    },
    "reader.present": {
      title: "Kartenlesegerät",
      found: ["{readers}."],
      none: ["Der Dienst sieht kein Lesegerät.", "Stecken Sie das Lesegerät an, möglichst direkt am Computer."],
    },
    "reader.driver": {
      title: "Treiber des Lesegeräts",
      serves: ["{reader} hat einen."],
      "not-usb": ["Am USB ist kein Lesegerät, das einen bräuchte."],
      missing: ["{reader} ist angesteckt, und der Treiber für Lesegeräte fehlt.", "Installieren Sie den Treiber."],
      unseen: [
        "{reader} ist angesteckt, und der Chipkartendienst sieht es nicht.",
        "Ziehen Sie es ab und stecken Sie es wieder an. Hilft das nicht, starten Sie den Dienst neu.",
      ],
    },
    "reader.sleep": {
      title: "Stromsparen des Lesegeräts",
      awake: ["Kein Lesegerät schläft."],
      asleep: [
        "Um Strom zu sparen, lässt das System {reader} oder dessen Hub ({device}) schlafen.",
        "Wird die Karte nicht bemerkt, halten Sie das Gerät wach.",
      ],
    },
    "card.present": {
      title: "Karte im Lesegerät",
      found: ["Eine Karte ist in {reader}."],
      none: ["Im Lesegerät ist keine Karte.", "Stecken Sie die Karte ein, mit dem Chip voran."],
      mute: [
        "Die Karte im Lesegerät antwortet nicht.",
        "Ziehen Sie sie heraus, wischen Sie den Chip ab und stecken Sie sie wieder ein.",
      ],
      several: ["Es gibt mehrere Karten. Das Folgende gilt der in {reader}.", "Lassen Sie nur eine stecken."],
    },
    "card.free": {
      title: "Andere Programme an der Karte",
      free: ["Kein anderes Programm arbeitet mit Karten."],
      untold: ["Kein Programm hält die Karte fest. Welche mit Karten arbeiten, sagt dieses System nicht."],
      others: [
        "Auch diese Programme arbeiten mit Karten: {programs}.",
        "Misslingt eine Anmeldung, schließen Sie sie und versuchen Sie es noch einmal.",
      ],
      busy: ["Ein anderes Programm hält die Karte fest: {programs}.", "Schließen Sie dieses Programm."],
    },
    "card.contact": {
      title: "Kontakte oder Funk",
      contacts: ["Es liest sie über die Kontakte."],
      radio: [
        "{reader} liest die Karte über Funk. So lässt sie niemanden anmelden.",
        "Schieben Sie die Karte in den Schlitz des Lesegeräts, mit dem Chip voran.",
      ],
    },
    "card.known": {
      title: "Art der Karte",
      known: ["Es ist eine Karte der Familie {family}."],
      through: ["Varco benutzt sie über das Programm ihres Herstellers ({program})."],
      "not-cns": [
        "Diese Karte ist keine CNS (Gesundheitskarte, CPS, CNS).",
        "Stecken Sie Ihre Gesundheitskarte oder eine andere CNS ein.",
      ],
      unsupported: [
        "Varco erkennt diese Karte ({family}) und kann sie noch nicht benutzen.",
        "Benutzen Sie das Programm, das mit der Karte kam, und melden Sie das Modell.",
      ],
      unreadable: [
        "Die Karte ist nicht lesbar ({reason}).",
        "Stecken Sie sie noch einmal ein. Hilft das nicht, beantragen Sie eine neue.",
      ],
    },
    "card.activated": {
      title: "Aktivierung der Karte",
      activated: ["Sie enthält ein Zertifikat."],
      empty: [
        "Die Karte enthält kein Zertifikat: Sie wurde nie aktiviert.",
        "Aktivieren Sie sie an einem Schalter Ihrer Region. Nehmen Sie einen Ausweis mit.",
      ],
    },
    "card.dates": {
      title: "Gültigkeit des Zertifikats",
      valid: ["Vom {from} bis zum {until}."],
      soon: ["Es endet am {until}.", "Beantragen Sie jetzt eine neue Karte."],
      expired: ["Es endete am {until}.", "Beantragen Sie eine neue Karte."],
      early: ["Es beginnt am {from}.", "Prüfen Sie das Datum des Computers. Stimmt es, warten Sie auf diesen Tag."],
    },
    "card.pin": {
      title: "PIN",
      tries: ["Verbleibende Versuche: {tries}."],
      untold: ["Die Karte sagt nicht, wie viele Versuche bleiben."],
      last: [
        "Ein Versuch bleibt.",
        "Schlagen Sie die PIN nach, bevor Sie sie eingeben. Oder entsperren Sie sie vorher mit der PUK.",
      ],
      blocked: [
        "Die PIN ist gesperrt.",
        "Entsperren Sie sie mit der PUK auf der Kartenseite, oder mit „varco-host pin unblock“.",
      ],
    },
    "middleware.installed": {
      title: "Programme von Kartenherstellern",
      few: ["Programme: {programs}."],
      several: [
        "Es gibt mehrere Programme von Kartenherstellern: {programs}. Sie können einander stören.",
        "Entfernen Sie die, die Sie nicht brauchen. Für eine CNS braucht Varco keines.",
      ],
    },
    "middleware.p11-kit": {
      title: "Andere Module in p11-kit",
      alone: ["Es gibt kein anderes."],
      others: [
        "Programme laden auch diese Module: {modules}.",
        "Fragt ein Browser zweimal nach der PIN oder misslingen Anmeldungen, entfernen Sie sie oder ihr Programm.",
      ],
    },
    "middleware.nss": {
      title: "Andere Module in den Browsern",
      alone: ["Es gibt kein anderes."],
      others: [
        "Browser laden auch diese Module: {modules}.",
        "Misslingen Anmeldungen, schließen Sie den Browser und entfernen Sie das Modul aus seiner Liste.",
      ],
    },
    "module.registered": {
      title: "Modul von Varco für die Browser",
      found: ["p11-kit kennt das Modul von Varco."],
      absent: ["Hier gibt es kein p11-kit. Varco meldet auch ohne an."],
      unregistered: [
        "Das Modul von Varco ist nicht registriert. Nur Portale, die auf jeder Seite die Karte wollen, brauchen es.",
        "Registrieren Sie es.",
      ],
      broken: ["Das Modul von Varco ist registriert und führt ins Leere.", "Registrieren Sie es neu."],
      hidden: [
        "p11-kit liest Ihre Module nicht: „user-config“ in {path} verbietet es.",
        "Lassen Sie Varco für alle installieren, oder diese Zeile in merge ändern.",
      ],
    },
    "clock.right": {
      title: "Uhr des Computers",
      right: ["{now}."],
      behind: ["Die Uhr zeigt {now}: Dieser Tag ist vorbei.", "Stellen Sie die Uhr."],
      differs: ["Die Uhr zeigt {now}, die des Portals {server}.", "Stellen Sie die Uhr."],
    },
    "proxy.usable": {
      title: "Proxy",
      none: ["In den Einstellungen steht kein Proxy."],
      usable: ["Über den Proxy {proxy}."],
      unusable: [
        "Varco kann den Proxy {proxy} nicht benutzen.",
        "Stellen Sie einen HTTP-Proxy ein, oder nennen Sie das Portal bei den Ausnahmen.",
      ],
      unreachable: [
        "Der Proxy {proxy} ist nicht erreichbar: {reason}.",
        "Prüfen Sie das Netz und die Adresse des Proxys.",
      ],
      script: ["Das Skript {script} sagt nicht, welcher Proxy gilt: {reason}.", "Stellen Sie den Proxy von Hand ein."],
      refused: ["Der Proxy {proxy} lässt Varco nicht durch: {reason}.", "Fragen Sie, wer den Proxy betreibt."],
      password: ["Der Proxy {proxy} will Namen und Passwort.", "Fragen Sie, wer den Proxy betreibt."],
    },
    "portal.name": {
      title: "Name des Portals",
      resolved: ["{host} hat eine Adresse."],
      "by-proxy": ["Der Proxy {proxy} schlägt {host} nach."],
      unknown: ["Niemand kennt den Namen {host}.", "Prüfen Sie die Adresse und das Netz."],
    },
    "portal.reachable": {
      title: "Verbindung zum Portal",
      reached: ["{host} nimmt Verbindungen an."],
      unreachable: ["{host} ist nicht erreichbar: {reason}.", "Prüfen Sie das Netz, dann versuchen Sie es später."],
      silent: ["{host} antwortet nicht rechtzeitig.", "Versuchen Sie es später."],
      cut: [
        "{host} bricht die Verbindung ab.",
        "Versuchen Sie es später. Geschieht es wieder, sagen Sie es dem Portal.",
      ],
    },
    "portal.tls": {
      title: "Verschlüsselung des Portals",
      modern: ["{host} spricht {tls}."],
      old: ["{host} bietet nur veraltete Verschlüsselung (älter als TLS 1.2).", "Sagen Sie es dem Portal."],
      failed: [
        "Mit {host} kommt keine sichere Verbindung zustande: {reason}.",
        "Versuchen Sie es später. Sonst sagen Sie es dem Portal.",
      ],
    },
    "portal.chain": {
      title: "Zertifikat des Portals",
      trusted: ["Dieser Computer vertraut dem Zertifikat von {host}."],
      completed: ["{host} lässt Zertifikate weg. Varco hat sie geholt und vertraut der Kette."],
      untrusted: [
        "Dieser Computer vertraut dem Zertifikat von {host} nicht ({reason}).",
        "Melden Sie sich nicht an. Sagen Sie es dem Portal.",
      ],
      name: ["Der Server ist nicht {host}.", "Melden Sie sich nicht an. Sagen Sie es dem Portal."],
      expired: [
        "Das Zertifikat von {host} ist heute nicht gültig.",
        "Prüfen Sie das Datum des Computers. Sonst sagen Sie es dem Portal.",
      ],
      incomplete: [
        "{host} lässt ein Zwischenzertifikat weg, und Varco kann es nicht holen ({reason}).",
        "Melden Sie sich so nicht an. Versuchen Sie es später noch einmal. Sonst sagen Sie dem Portal: Sein Server muss die ganze Kette senden.",
      ],
    },
    "portal.asks": {
      title: "Frage nach der Karte",
      asks: ["{host} fragt nach einem Zertifikat."],
      "does-not-ask": [
        "{host} fragt an dieser Adresse nach keinem Zertifikat.",
        "Nehmen Sie die Adresse hinter dem Knopf des Portals für Gesundheitskarte oder CNS.",
      ],
    },
    "portal.issuer": {
      title: "Stellen, die das Portal annimmt",
      accepted: ["{host} nimmt Karten dieser Stelle an."],
      any: ["{host} nimmt jede Stelle an, oder sagt es nicht."],
      "not-accepted": [
        "{host} nennt die Stelle nicht, die diese Karte ausgegeben hat ({issuer}).",
        "Fragen Sie das Portal, welche Karten es annimmt.",
      ],
    },
    "portal.answers": {
      title: "Antwort des Portals",
      answers: ["{host} antwortet (Status {status})."],
      refuses: ["{host} antwortet niemandem ohne Karte."],
      down: ["{host} sagt, dass es gestört ist (Status {status}).", "Versuchen Sie es später."],
      silent: [
        "{host} nimmt die Verbindung an und schweigt dann.",
        "Versuchen Sie es später. Sonst sagen Sie es dem Portal.",
      ],
    },
  },
  unseen: {
    waits: "Wird geprüft, sobald dies stimmt: {check}.",
    "not-asked": "Wird geprüft, wenn Sie ein Portal nennen (--url).",
    elsewhere: "Auf diesem System gibt es das nicht.",
    unclear: "Das war nicht herauszufinden: {reason}",
  },
  words: {
    ok: "In Ordnung",
    warning: "Hinweis",
    fault: "Störung",
    unknown: "Unbekannt",
    skipped: "Nicht geprüft",
    heading: "Varco {version}: Untersuchung dieses Computers",
    command: "In einem Terminal:",
    mended: "Behoben: {check}",
    notMended: "Nicht behoben: {check}: {reason}",
    ready: "Soweit es an diesem Computer liegt, würde eine Anmeldung gelingen. Mit --url wird auch das Portal geprüft.",
    readyAt: "Eine Anmeldung bei {host} würde gelingen.",
    notReady: "Eine Anmeldung würde noch nicht gelingen: Beheben Sie die Störungen von oben nach unten.",
  },
};

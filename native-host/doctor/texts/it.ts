import type { Texts } from "./form";

/** Italian. */
export const it: Texts = {
  checks: {
    "host.registered": {
      title: "Registrazione nei browser",
      found: ["Questi browser trovano Varco: {browsers}."],
      some: ["{browsers}: trovano Varco. {missing}: non lo trovano.", "Registra Varco in tutti i browser."],
      none: ["Nessun browser trova Varco.", "Registra Varco nei browser."],
    },
    "host.program": {
      title: "Programma avviato dai browser",
      starts: ["I browser avviano {program}."],
      missing: ["{path} manda il browser a {program}, che non esiste.", "Registra di nuovo Varco."],
      mode: ["Il browser non può avviare {program}: non è eseguibile.", "Registra di nuovo Varco."],
      damaged: ["Il browser non riesce a leggere {path}.", "Registra di nuovo Varco."],
      foreign: ["{path} non ammette l’estensione di Varco.", "Registra di nuovo Varco."],
    },
    "host.double": {
      title: "Numero di installazioni",
      single: ["C’è una sola installazione."],
      two: [
        "Ci sono più installazioni, e ogni browser usa la sua: {programs}.",
        "Tieni il pacchetto e togli la registrazione di questo utente.",
      ],
      mixed: ["I tuoi browser avviano installazioni diverse: {programs}.", "Registra questa in tutti i browser."],
    },
    "host.version": {
      title: "Versioni di programma ed estensione",
      same: ["Versione {version}."],
      differs: ["I browser avviano la versione {registered}, questa è la {program}.", "Registra questa versione."],
      extension: [
        "L’estensione ha la versione {extension}, il programma la {program}.",
        "Aggiorna il più vecchio dei due. I browser aggiornano da soli l’estensione quando li riapri.",
      ],
      silent: ["Il programma che i browser avviano non risponde.", "Registra di nuovo Varco."],
    },
    "host.leftovers": {
      title: "Resti di installazioni interrotte",
      clean: ["Non c’è nessun resto."],
      left: ["Un’installazione interrotta ha lasciato {paths}.", "Cancella questi resti."],
    },
    "settings.files": {
      title: "Le tue aggiunte a Varco",
      readable: ["Si legge tutto, oppure non c’è niente da leggere."],
      families: ["Le famiglie di carte in {path} non si possono usare: {reason}.", "Correggi il file o cancellalo."],
      tokens: ["L’elenco dei moduli in {path} non si può usare: {reason}.", "Correggi il file o cancellalo."],
    },
    "browser.found": {
      title: "Browser",
      found: ["{browsers}."],
      none: ["Nei posti soliti non c’è nessun browser.", "Installa Firefox, Chromium o Chrome."],
    },
    "browser.packaging": {
      title: "Browser in una scatola (snap, flatpak)",
      plain: ["Nessun browser è uno snap o un flatpak."],
      boxed: [
        "{browsers}: il browser chiede una volta se può avviare Varco.",
        "Rispondi di sì. Se hai risposto di no, con questo comando lo chiede di nuovo.",
      ],
    },
    "portal.permission": {
      title: "Accesso dell’estensione ai portali",
      allowed: ["Siti consentiti: {count}."],
      later: ["Ancora nessun sito: il browser lo chiede al primo accesso."],
      outside: ["Lo sa solo l’estensione: lo mostra la sua pagina di benvenuto."],
    },
    "service.installed": {
      title: "Servizio per le smart card: installazione",
      found: ["C’è."],
      missing: ["Il servizio per le smart card (pcscd) non è installato.", "Installalo."],
      library: [
        "La libreria del servizio per le smart card non si carica: {reason}.",
        "Installa di nuovo il servizio.",
      ],
    },
    "service.running": {
      title: "Servizio per le smart card: funzionamento",
      answers: ["Risponde."],
      stopped: ["Il servizio per le smart card è fermo.", "Avvialo."],
    },
    "service.allowed": {
      title: "Servizio per le smart card: permesso",
      allowed: ["Ti ammette."],
      refused: [
        "Il servizio per le smart card è in funzione, ma ti respinge (polkit).",
        "Lavora direttamente al computer, oppure chiedi all’amministratore di aggiungere una regola.",
      ],
    },
    "reader.present": {
      title: "Lettore di carte",
      found: ["{readers}."],
      none: ["Il servizio non vede nessun lettore.", "Collega il lettore, se puoi direttamente al computer."],
    },
    "reader.driver": {
      title: "Driver del lettore",
      serves: ["{reader} ce l’ha."],
      "not-usb": ["Sull’USB non c’è nessun lettore che ne abbia bisogno."],
      missing: ["{reader} è collegato, ma manca il driver dei lettori.", "Installa il driver."],
      unseen: [
        "{reader} è collegato, ma il servizio per le smart card non lo vede.",
        "Scollegalo e ricollegalo. Se non basta, riavvia il servizio.",
      ],
    },
    "reader.sleep": {
      title: "Risparmio energetico del lettore",
      awake: ["Nessun lettore dorme."],
      asleep: [
        "Per risparmiare energia il sistema ha addormentato {reader} o il suo hub ({device}).",
        "Se la carta non viene notata, tieni sveglio il dispositivo.",
      ],
    },
    "card.present": {
      title: "Carta nel lettore",
      found: ["Una carta è in {reader}."],
      none: ["Nel lettore non c’è nessuna carta.", "Inserisci la carta, dalla parte del chip."],
      mute: ["La carta nel lettore non risponde.", "Estraila, pulisci il chip e inseriscila di nuovo."],
      several: ["Ci sono più carte. Quello che segue riguarda quella in {reader}.", "Lasciane una sola."],
    },
    "card.free": {
      title: "Altri programmi sulla carta",
      free: ["Nessun altro programma lavora con le carte."],
      untold: ["Nessun programma tiene occupata la carta. Quali lavorano con le carte, questo sistema non lo dice."],
      others: [
        "Anche questi programmi lavorano con le carte: {programs}.",
        "Se un accesso non riesce, chiudili e riprova.",
      ],
      busy: ["Un altro programma tiene occupata la carta: {programs}.", "Chiudi quel programma."],
    },
    "card.contact": {
      title: "Contatti o radio",
      contacts: ["La legge dai contatti."],
      radio: [
        "{reader} legge la carta via radio. Così non fa accedere nessuno.",
        "Infila la carta nella fessura del lettore, dalla parte del chip.",
      ],
    },
    "card.known": {
      title: "Tipo di carta",
      known: ["È una carta della famiglia {family}."],
      through: ["Varco la usa con il programma del suo produttore ({program})."],
      "not-cns": [
        "Questa carta non è una CNS (tessera sanitaria, CPS, CNS).",
        "Inserisci la tessera sanitaria o un’altra CNS.",
      ],
      unsupported: [
        "Varco riconosce questa carta ({family}), ma non la sa ancora usare.",
        "Usa il programma fornito con la carta e segnala il modello.",
      ],
      unreadable: ["La carta non si legge ({reason}).", "Inseriscila di nuovo. Se non basta, chiedine una nuova."],
    },
    "card.activated": {
      title: "Attivazione della carta",
      activated: ["Contiene un certificato."],
      empty: [
        "La carta non contiene nessun certificato: non è mai stata attivata.",
        "Attivala a uno sportello della tua regione. Porta con te un documento d’identità.",
      ],
    },
    "card.dates": {
      title: "Validità del certificato",
      valid: ["Dal {from} al {until}."],
      soon: ["Scade il {until}.", "Chiedi subito una carta nuova."],
      expired: ["È scaduto il {until}.", "Chiedi una carta nuova."],
      early: ["Vale dal {from}.", "Controlla la data del computer. Se è giusta, aspetta quel giorno."],
    },
    "card.pin": {
      title: "PIN",
      tries: ["Tentativi rimasti: {tries}."],
      untold: ["La carta non dice quanti tentativi restano."],
      last: ["Resta un solo tentativo.", "Cerca il PIN prima di digitarlo, oppure sbloccalo prima con il PUK."],
      blocked: ["Il PIN è bloccato.", "Sbloccalo con il PUK nella pagina della carta, o con «varco-host pin unblock»."],
    },
    "middleware.installed": {
      title: "Programmi dei produttori di carte",
      few: ["Programmi: {programs}."],
      several: [
        "Ci sono più programmi dei produttori di carte: {programs}. Possono disturbarsi a vicenda.",
        "Disinstalla quelli che non ti servono. Per una CNS Varco non ne ha bisogno.",
      ],
    },
    "middleware.p11-kit": {
      title: "Altri moduli in p11-kit",
      alone: ["Non ce ne sono altri."],
      others: [
        "I programmi caricano anche questi moduli: {modules}.",
        "Se un browser chiede due volte il PIN o gli accessi non riescono, toglili o disinstalla il loro programma.",
      ],
    },
    "middleware.nss": {
      title: "Altri moduli nei browser",
      alone: ["Non ce ne sono altri."],
      others: [
        "I browser caricano anche questi moduli: {modules}.",
        "Se gli accessi non riescono, chiudi il browser e togli il modulo dal suo elenco.",
      ],
    },
    "module.registered": {
      title: "Modulo di Varco per i browser",
      found: ["p11-kit conosce il modulo di Varco."],
      absent: ["Qui non c’è p11-kit. Varco accede anche senza."],
      unregistered: [
        "Il modulo di Varco non è registrato. Serve solo ai portali che vogliono la carta in ogni pagina.",
        "Registralo.",
      ],
      broken: ["Il modulo di Varco è registrato, ma non porta a niente.", "Registralo di nuovo."],
      hidden: [
        "p11-kit non legge i tuoi moduli: lo vieta «user-config» in {path}.",
        "Fai installare Varco per tutti all’amministratore, o fai cambiare quella riga in merge.",
      ],
    },
    "clock.right": {
      title: "Orologio del computer",
      right: ["{now}."],
      behind: ["L’orologio segna {now}: quel giorno è passato.", "Regola l’orologio."],
      differs: ["L’orologio segna {now}, quello del portale {server}.", "Regola l’orologio."],
    },
    "proxy.usable": {
      title: "Proxy",
      none: ["Nelle impostazioni non c’è nessun proxy."],
      usable: ["Passa dal proxy {proxy}."],
      unusable: [
        "Varco non può usare il proxy {proxy}.",
        "Imposta un proxy HTTP, o metti il portale tra le eccezioni.",
      ],
      unreachable: ["Il proxy {proxy} non si raggiunge: {reason}.", "Controlla la rete e l’indirizzo del proxy."],
      script: ["Lo script {script} non dice quale proxy usare: {reason}.", "Imposta il proxy a mano."],
      refused: ["Il proxy {proxy} non lascia passare Varco: {reason}.", "Chiedi a chi gestisce il proxy."],
      password: ["Il proxy {proxy} vuole nome e password.", "Chiedi a chi gestisce il proxy."],
    },
    "portal.name": {
      title: "Nome del portale",
      resolved: ["{host} ha un indirizzo."],
      "by-proxy": ["{host} lo cerca il proxy {proxy}."],
      unknown: ["Nessuno conosce il nome {host}.", "Controlla l’indirizzo e la rete."],
    },
    "portal.reachable": {
      title: "Connessione al portale",
      reached: ["{host} accetta le connessioni."],
      unreachable: ["{host} non si raggiunge: {reason}.", "Controlla la rete, poi riprova più tardi."],
      silent: ["{host} non risponde in tempo.", "Riprova più tardi."],
      cut: ["{host} interrompe la connessione.", "Riprova più tardi. Se succede ancora, avvisa il portale."],
    },
    "portal.tls": {
      title: "Cifratura del portale",
      modern: ["{host} usa {tls}."],
      old: ["{host} offre solo una cifratura superata (prima di TLS 1.2).", "Avvisa il portale."],
      failed: [
        "Con {host} non si stabilisce una connessione sicura: {reason}.",
        "Riprova più tardi, altrimenti avvisa il portale.",
      ],
    },
    "portal.chain": {
      title: "Certificato del portale",
      trusted: ["Questo computer si fida del certificato di {host}."],
      completed: ["{host} omette dei certificati. Varco li ha recuperati e si fida della catena."],
      untrusted: [
        "Questo computer non si fida del certificato di {host} ({reason}).",
        "Non accedere. Avvisa il portale.",
      ],
      name: ["Il server non è {host}.", "Non accedere. Avvisa il portale."],
      expired: [
        "Il certificato di {host} oggi non è valido.",
        "Controlla la data del computer. Altrimenti avvisa il portale.",
      ],
      incomplete: [
        "{host} omette un certificato intermedio, e Varco non riesce a recuperarlo ({reason}).",
        "Per ora non accedere. Riprova più tardi. Se si ripete, avvisa il portale: il suo server deve inviare la catena completa.",
      ],
    },
    "portal.asks": {
      title: "Richiesta della carta",
      asks: ["{host} chiede un certificato."],
      "does-not-ask": [
        "A questo indirizzo {host} non chiede nessun certificato.",
        "Usa l’indirizzo del pulsante del portale per la tessera sanitaria o CNS.",
      ],
    },
    "portal.issuer": {
      title: "Enti accettati dal portale",
      accepted: ["{host} accetta le carte di questo ente."],
      any: ["{host} accetta qualsiasi ente, o non lo dice."],
      "not-accepted": [
        "{host} non elenca l’ente che ha emesso questa carta ({issuer}).",
        "Chiedi al portale quali carte accetta.",
      ],
    },
    "portal.answers": {
      title: "Risposta del portale",
      answers: ["{host} risponde (stato {status})."],
      refuses: ["{host} non risponde a chi non ha una carta."],
      down: ["{host} dice di essere guasto (stato {status}).", "Riprova più tardi."],
      silent: ["{host} accetta la connessione e poi tace.", "Riprova più tardi, altrimenti avvisa il portale."],
    },
  },
  unseen: {
    waits: "Si guarda quando è a posto questo: {check}.",
    "not-asked": "Si guarda se indichi un portale (--url).",
    elsewhere: "Su questo sistema non esiste niente del genere.",
    unclear: "Non si è potuto scoprire: {reason}",
  },
  words: {
    ok: "A posto",
    warning: "Nota",
    fault: "Guasto",
    unknown: "Non si sa",
    skipped: "Non guardato",
    heading: "Varco {version}: controllo di questo computer",
    command: "In un terminale:",
    mended: "Riparato: {check}",
    notMended: "Non riparato: {check}: {reason}",
    ready: "Per quanto dipende da questo computer, un accesso riuscirebbe. Con --url si controlla anche il portale.",
    readyAt: "Un accesso a {host} riuscirebbe.",
    notReady: "Un accesso ancora non riuscirebbe: ripara i guasti dall’alto in basso.",
  },
};

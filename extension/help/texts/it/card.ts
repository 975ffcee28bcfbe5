import { steps, when, type GroupTexts } from "../../text";

export const card: GroupTexts<"card"> = {
  "no-card": {
    question: "Varco non vede la carta",
    words: "inserire inserita estratta manca nessuna chip girare contatto trova riconosce",
    answer: [
      steps(
        "Inserisci la carta fino in fondo, con il chip in avanti.",
        "Se non succede niente, estraila, girala e riprova.",
        "Lasciala nel lettore finché Varco non ha finito.",
      ),
      "Se la carta esce troppo presto, inseriscila di nuovo e ricomincia. Varco ti mostra quanti tentativi restano per il PIN.",
      "Se Varco dice che il lettore legge la carta via radio, inseriscila nella fessura: appoggiata sopra non basta.",
    ],
  },
  "card-busy": {
    question: "Un altro programma sta usando la carta",
    words: "occupata occupato impegnata contemporaneamente firma bit4id chiudere",
    answer: [
      "La carta può parlare con un programma alla volta.",
      steps(
        "Chiudi gli altri programmi che usano la carta, per esempio quello per la firma.",
        "Chiudi anche gli altri browser.",
        "Riprova. Se non basta, estrai la carta e inseriscila di nuovo.",
      ),
    ],
  },
  "several-cards": {
    question: "Ho più carte o più lettori",
    words: "due molte diverse scegliere famiglia tessere",
    answer: [
      "Puoi lasciarli collegati tutti. Varco ti chiede quale carta vuoi usare.",
      "Controlla il nome dell'intestatario prima di scrivere il PIN: ogni carta ha il suo.",
      "Se hai dubbi, lascia inserita solo la carta che ti serve.",
    ],
  },
  "unknown-card": {
    question: "Varco non riconosce la mia carta",
    words: "sconosciuta tipo modello sbagliata CIE carta d'identità elettronica bancomat non CNS supportata",
    answer: [
      "Varco legge le tessere sanitarie con il chip, la CPS e le altre CNS.",
      "La carta d'identità elettronica e il bancomat non sono CNS: qui non funzionano.",
      "Alcuni modelli di CNS sono nuovi. Se sul computer c'è il programma fornito con la carta, Varco li usa con quello.",
      "Puoi segnalare il modello. Nella pagina della carta copia il rapporto: non contiene il tuo nome né i tuoi numeri.",
    ],
  },
  "maker-program": {
    question: "La mia carta o chiavetta funziona con il programma del produttore",
    words:
      "PKCS#11 modulo middleware bit4id OpenSC SafeNet Athena Aruba InfoCert Actalis chiavetta USB token si blocca",
    answer: [
      "Le carte e le chiavette che Varco non conosce funzionano con il programma del loro produttore, se è installato sul computer. Varco lo trova da sé.",
      "Quel programma gira a parte: se si blocca o si chiude, Varco lo ferma e te lo dice. Il browser continua a funzionare.",
      "Estrai la carta o la chiavetta, inseriscila di nuovo e riprova. Se non basta, aggiorna il programma del produttore.",
      "Se il PIN è bloccato, sbloccalo in quel programma: Varco non può farlo. Anche il PUK si usa solo lì.",
    ],
  },
  "card-faulty": {
    question: "La carta non risponde o sembra guasta",
    words: "certificato rotta rovinata difettosa danneggiata sporca chip non funziona illeggibile errore duplicato",
    answer: [
      steps(
        "Estrai la carta e pulisci il chip con un panno asciutto.",
        "Inseriscila di nuovo, con il chip in avanti.",
        "Prova un'altra presa USB o un altro lettore.",
        "Fai la prova della carta: ti dice se la carta funziona.",
      ),
      when(
        "help-line",
        "Se la prova non riesce, chiama {helpLine}. Ti chiedono {helpLineAsks}. Tieni pronti anche {helpLineAsksForTrouble}.",
      ),
      when("no help-line", "Se la prova non riesce, avvisa {body}."),
      "Se la carta è guasta, va revocata. Poi chiedi un duplicato a {duplicatePlace}. Anche quello va attivato.",
    ],
  },
  barcode: {
    question: "Il codice a barre o la banda magnetica non si leggono",
    words: "striscia retro farmacia difettosa difettoso rovinato smagnetizzata",
    answer: [
      "Per accedere ai portali conta solo il chip. Con Varco puoi quindi usare ancora la carta.",
      "Per medico e farmacia ti serve una carta nuova. Chiedi un duplicato a {duplicatePlace}.",
      when("help-line", "Se la carta è attivata, prima chiama {helpLine} e falla revocare."),
      when("no help-line", "Se la carta è attivata, prima falla revocare. Avvisa {body}."),
      when("identification", "Per la revoca ti chiedono il codice {identification}."),
      "La carta nuova va attivata di nuovo.",
    ],
  },
  "lost-card": {
    question: "Ho perso la carta o me l'hanno rubata",
    words: "smarrita smarrimento furto rubato sottratta trovata perduta denuncia bloccare",
    answer: [
      when("help-line", "Se è attivata, chiama subito {helpLine} e chiedi di sospenderla o revocarla."),
      when("no help-line", "Se è attivata, chiedi subito di sospenderla o revocarla. Avvisa {body}."),
      when("identification", "Tieni pronto il codice {identification}."),
      "Speri di ritrovarla? Falla sospendere: poi si può riattivare. La revoca invece è per sempre.",
      "Non la ritrovi? Se è attivata, prima falla revocare. Poi chiedi un duplicato a {duplicatePlace}. La carta nuova va attivata.",
    ],
  },
  suspend: {
    question: "Come sospendo, revoco o riattivo la carta?",
    words: "sospensione sospendere revoca revocare riattivazione riattivare certificato annullare disattivare delega",
    answer: [
      "Una carta sospesa non funziona, ma si può riattivare. Una carta revocata non funziona mai più.",
      when("help-line", "Chiama {helpLine} e di' che cosa vuoi fare."),
      when("no help-line", "Avvisa {body}."),
      when("identification", "Tieni pronto il codice {identification}."),
      when("revocation-by-proxy", "Può andare anche un'altra persona a {activationPlace}. Porta:"),
      steps(
        when("revocation-by-proxy", "due copie della delega, firmate da te;"),
        when("revocation-by-proxy", "la tua carta e una copia di un tuo documento valido;"),
        when("revocation-by-proxy", "la sua carta e un suo documento valido."),
      ),
    ],
  },
  expired: {
    question: "La carta è scaduta o sta per scadere",
    words: "scadenza scade rinnovo rinnovare vecchia certificato data validità sostituzione",
    answer: [
      "Nella pagina della carta vedi fino a quando vale il certificato. Dopo quel giorno i portali di solito lo rifiutano.",
      "La tessera sanitaria nuova arriva a casa per posta.",
      "La carta nuova va attivata, anche se la vecchia era attiva. Avrai codici nuovi.",
      "Se puoi, attivala prima che la vecchia scada.",
      when("help-line", "La carta nuova non arriva? Chiama {helpLine}."),
      when("no help-line", "La carta nuova non arriva? Avvisa {body}."),
    ],
  },
  "not-yet-valid": {
    question: "Varco dice che la carta non è ancora valida",
    words: "certificato data orologio ora computer futuro valido dal",
    answer: [
      "Quasi sempre è sbagliata la data del computer. Controllala e correggila.",
      "Se la data è giusta, aspetta il giorno che Varco ti mostra.",
    ],
  },
  "old-cards": {
    question: "Che cosa faccio delle vecchie tessere?",
    words: "buttare tagliare conservare Salus Card blu verde tesserino codice fiscale esenzione",
    answer: [
      "Quando arriva la carta nuova, controlla che nome e dati siano giusti.",
      "Poi taglia e butta il vecchio tesserino del codice fiscale, e la vecchia tessera sanitaria se non è mai stata attivata.",
      "La vecchia carta è attivata? Prima attiva la nuova, e tieni la vecchia finché non riesci ad accedere con la nuova. Poi taglia e butta anche la vecchia.",
      when(
        "exemption-card",
        "Hai esenzioni? Tieni la {exemptionCard}: le riporta sul retro e in farmacia la chiedono con la ricetta. Se non ne hai, butta anche quella.",
      ),
    ],
  },
  "wrong-data": {
    question: "I dati sulla carta sono sbagliati",
    words: "errati errore nome cognome nascita anagrafica correggere Agenzia delle Entrate",
    answer: [
      "I dati della tessera sanitaria vengono dall'anagrafe delle tasse.",
      "Vai a un ufficio dell'Agenzia delle Entrate con la carta e un documento d'identità valido.",
      "Ti mandano a casa una carta corretta.",
      "Se la tua CNS non è una tessera sanitaria, avvisa chi te l'ha data.",
    ],
  },
  "other-region": {
    question: "Posso usare una carta di un'altra regione?",
    words: "CNS fuori provincia regionale CRS Lombardia Bolzano Veneto altrove qualsiasi",
    answer: [
      "Sì. I portali del Trentino accettano ogni CNS attivata, anche di altre regioni. Altri portali decidono da sé.",
      "La carta si attiva nella regione che l'ha data.",
      "La prima volta il portale può chiederti altri dati, per esempio il cellulare e l'e-mail.",
    ],
  },
  "usb-token": {
    question: "Posso usare una chiavetta USB con un certificato CNS?",
    words: "token chiavetta business key digitale camera di commercio firma penna",
    answer: [
      "Sì, se contiene un certificato CNS. Collegala: Varco la mostra come un lettore con la carta dentro.",
      "Se Varco non la conosce, la usa con il programma del suo produttore. Installalo, se non c'è.",
      "Per il resto vale il manuale della chiavetta. Puoi chiedere anche a chi te l'ha data.",
    ],
  },
  "no-signature": {
    question: "Posso firmare documenti con la carta?",
    words: "firma digitale firmare PDF contratto sottoscrivere",
    answer: [
      "Con la tessera sanitaria no. Serve a farti riconoscere e non contiene la firma digitale.",
      "Altre CNS, per esempio quelle delle camere di commercio, possono avere anche la firma.",
      "Varco non firma mai documenti. Per firmare usa il programma fornito con la carta.",
    ],
  },
};

/**
 * What an address looks like where public bodies let people log in with the card. It is a hint and no more: it decides
 * which servers are asked, and their answer decides the rest.
 */

/** Domains that belong to public bodies, each with all names below it. */
export const PUBLIC_DOMAINS: readonly string[] = [
  "gov.it", // for administrations only
  "inps.it",
  "inail.it",
  "aci.it", // a public body: it keeps the register of vehicles
  "camcom.it", // chambers of commerce
  "corteconti.it",
  "difesa.it",
  "giustizia.it",
  "italia.it",
  "poliziadistato.it",
  "sanita.finanze.it", // the national system of the health card
  "crs.lombardia.it", // the region's identity provider
  "rete.toscana.it", // the region's network
  "sanita.puglia.it", // the region's health services
  "sistemapiemonte.it", // the region's services
  "apss.tn.it", // the health authority of Trento
  "provinz.bz.it", // the province of Bolzano in its other language
  "civis.bz.it", // its services
];

/**
 * Names in front of a place's domain. The registry keeps the domains of places (`tn.it`, `trento.it`) for itself and
 * these names for their administrations. A municipality's own domain (`comune.NAME.tn.it`) is missing: somebody else
 * can have a `NAME.tn.it` that is no municipality.
 */
export const PLACE_PREFIXES: readonly string[] = ["regione", "provincia", "cittametropolitana", "comune"];

/** Places with such a domain: regions, codes of provinces (some of them gone), capitals of provinces. */
export const PLACES: ReadonlySet<string> = new Set(
  (
    "abruzzo basilicata calabria campania emilia-romagna friuli-venezia-giulia fvg lazio liguria lombardia marche " +
    "molise piemonte puglia sardegna sicilia taa toscana trentino-alto-adige umbria valledaosta vda veneto " +
    "ag al an ao ap aq ar at av ba bg bi bl bn bo br bs bt bz ca cb ce ch ci cl cn co cr cs ct cz en fc fe fg fi fm " +
    "fr ge go gr im is kr lc le li lo lt lu mb mc me mi mn mo ms mt na no nu og or ot pa pc pd pe pg pi pn po pr pt " +
    "pu pv pz ra rc re rg ri rm rn ro sa si so sp sr ss su sv ta te tn to tp tr ts tv ud va vb vc ve vi vr vs vt vv " +
    "agrigento alessandria ancona aosta arezzo ascoli-piceno asti avellino bari belluno benevento bergamo biella " +
    "bologna bolzano brescia brindisi cagliari caltanissetta campobasso caserta catania catanzaro chieti como " +
    "cosenza cremona crotone cuneo enna ferrara firenze foggia frosinone genova gorizia grosseto imperia isernia " +
    "laquila laspezia latina lecce lecco livorno lodi lucca macerata mantova matera messina milano modena monza " +
    "napoli novara nuoro oristano padova palermo parma pavia perugia pescara piacenza pisa pistoia pordenone potenza " +
    "prato ragusa ravenna reggio-calabria reggioemilia rieti rimini roma rovigo salerno sassari savona siena " +
    "siracusa sondrio taranto teramo terni torino trapani trento treviso trieste udine varese venezia verbania " +
    "vercelli verona vicenza viterbo"
  ).split(" "),
);

/**
 * Words that the addresses of such logins have in host or path, in lower case. The words of an entry stand one after
 * the other, each by itself. `tessera` is missing: it leads to pages that only speak of the card.
 */
export const LOGIN_WORDS: readonly (readonly string[])[] = [
  ["cns"],
  ["tscns"],
  ["crs"], // Carta regionale dei servizi
  ["cps"], // Carta provinciale dei servizi
  ["ssoauth"],
  ["authn", "ssl"], // an identity provider of the Ministry of the Interior
  ["smartcard"],
  ["smart", "card"],
  ["cartaservizi"],
  ["carta", "servizi"],
];

/** Ports at which servers ask for certificates, beside a login without at 443. The first two were seen at portals. */
export const LOGIN_PORTS: readonly string[] = ["8443", "10443", "444", "4443", "9443"];

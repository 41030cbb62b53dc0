"""The closed word lists by which a source is told apart: person or body, named or not. Lower case, singular and plural."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HE = _words("he him his himself")
SHE = _words("she her hers herself")
IT = _words("it its itself")
THEY = _words("they them their theirs themselves")
FIRST = _words("i me my mine myself")
WE = _words("we us our ours ourselves")
RELATIVE = _words("who which that whose whom")
PRONOUNS = HE | SHE | IT | THEY | FIRST | WE | RELATIVE
ARTICLES = _words("the a an this that these those")
POSSESSIVES = _words("his her its their my our your whose")

SPOKES = _words(
    "spokesman spokeswoman spokesperson spokesmen spokeswomen spokespersons spokespeople mouthpiece press-secretary"
)
"""Who speaks for a body, not for themselves."""

PRESS = _words("office service desk department room secretary officer team wing centre center bureau attache attaché aide")
"""After `press`, `media`, `information` or `public affairs`: the body's voice."""

INSIDERS = _words(
    "official officials officer officers boss bosses chief chiefs executive executives management aide aides staff clerk"
    " engineer engineers counsel operator delegate delegates representative representatives detective detectives"
    " secretary watchman manager managers director directors chair chairman chairwoman chairperson president editor editors"
    " leader leaders headmaster headteacher owner owners founder journalist journalists reporter reporters correspondent"
    " envoy ambassador lawyer lawyers doctor doctors"
)
"""Who, without a name but with their body named as possessor, speaks for that body."""

DOCUMENTS = _words(
    "statement statements report letter note message post tweet page website site bulletin communique communiqué release"
    " account tally count figures memo notice announcement reply response email e-mail text video clip recording channel"
    " circular declaration version verdict reckoning study paper article words notes posts reports data letterhead studies"
    " earlier spokesmen editorial broadcast filing testimony toll list preface blog newsletter leaflet"
)
"""What a body or person puts out: the one who put it out is the party."""

GOVERNMENT = _words(
    "ministry army navy government military police parliament presidency cabinet embassy junta authorities coastguard"
    " senate gendarmerie treasury legislature"
)
"""Bodies of a state (with `air force`, `armed forces`, `general staff` and the like, see GOVERNMENT_PAIRS)."""

GOVERNMENT_PAIRS = frozenset(
    {"air force", "armed forces", "general staff", "defence forces", "security forces", "security service", "coast guard",
     "border guard", "national guard", "supreme court", "central bank", "foreign office", "defense forces",
     "secret service", "intelligence service", "space agency", "air command", "maritime guard"}
)  # fmt: skip

BODY = GOVERNMENT | _words(
    "front union council agency board committee commission federation league association institute university college"
    " hospital clinic court guard command force forces brigade brigades battalion regiment corps party movement coalition"
    " alliance group company corporation corp inc ltd plc bank fund foundation trust society mission observatory authority"
    " office service bureau department directorate secretariat organisation organization company airlines airline airways"
    " motors lines line press news wire gazette times post mirror herald courier ledger tribune radio television tv"
    " school academy museum laboratory lab station club team fc united rovers city zoo constabulary brigade prosecutors"
    " congress assembly chamber house senate syndicate cartel gang network watch monitor centre center campaign"
    " workers guild confederation congregation church diocese militia militias rebels partners holdings group capital"
    " industries systems energy electricity telecom shipping savings mutual exchange registry inspectorate tribunal panel"
    " supervision protection staff administration presidency firm consortium enterprises works waterworks railways"
    " brotherhood sisterhood fellowship resistance army liberation argus sentinel chronicle daily weekly journal mercury"
    " bulletin magazine agency studio studios records dairies foods pharma airline ferries police office"
)
"""Nouns that make a name a body's name."""

ARMED = _words("rebels rebel insurgents insurgent militants militant guerrillas fighters fighter jihadists separatists gunmen")
"""Plain plurals that stand for the one armed group an article is about."""

COLLECTIVES = ARMED | _words("police prosecutors detectives firefighters coastguard")

GROUP = _words("group movement organisation organization faction militia rebels insurgents militants front militia gang")
COMPANY = _words(
    "company firm carmaker operator manufacturer maker bank lender airline developer retailer producer supplier owner"
    " owners employer brewer dairy corporation group builder miner insurer publisher label shipowner business utility"
    " startup house employer contractor shipbuilder automaker drugmaker"
)
OUTLET = _words("paper newspaper site website tabloid magazine broadcaster station channel daily weekly outlet agency programme show blog")
INSTITUTION = _words(
    "hospital clinic museum university school institute laboratory lab club team federation union party council committee"
    " commission board panel court agency body office authority command brigade guard force mission charity foundation"
    " service department bureau league association society alliance coalition academy embassy regulator watchdog government"
    " ministry presidency army navy military police parliament zoo centre center side government administration corps"
    " campaign family collective trust staff directorate fund monitor junta ministry constabulary town"
)
"""Nouns by which a body that was named before is spoken of."""

BODY_NOUNS = GROUP | COMPANY | OUTLET | INSTITUTION | GOVERNMENT

ROLES = _words(
    "minister president chancellor premier mayor governor senator deputy secretary ambassador envoy general colonel major"
    " captain lieutenant sergeant commander admiral brigadier marshal corporal inspector superintendent commissioner chief"
    " constable detective judge justice magistrate prosecutor lawyer solicitor attorney barrister counsel advocate"
    " director manager chairman chairwoman chairperson chair head leader founder owner executive officer official"
    " professor doctor surgeon physician nurse scientist researcher analyst economist historian author writer poet"
    " editor journalist reporter correspondent columnist anchor singer actor actress player striker goalkeeper coach"
    " trainer captain athlete runner rower cyclist champion sprinter referee priest bishop imam rabbi pastor deacon chaplain"
    " father sister brother mother son daughter wife husband widow widower aunt uncle cousin friend neighbour neighbor"
    " resident farmer fisherman shepherd teacher headmaster headteacher principal engineer mechanic driver pilot master"
    " skipper sailor soldier worker trader shopkeeper baker student activist campaigner whistleblower captive prisoner"
    " witness victim suspect defendant candidate politician lawmaker legislator mp councillor counsellor opponent rival"
    " technician porter guard clerk aide adviser advisor spokesman spokeswoman spokesperson representative delegate"
    " strategist consultant expert specialist geologist hydrologist meteorologist seismologist epidemiologist chemist"
    " biologist physicist astronomer counterpart successor predecessor monarch king queen prince princess patriarch pope"
    " cardinal archbishop speaker treasurer auditor whip rapporteur vice-president boss man woman boy girl insider"
    " source mediator negotiator chemist warden ranger lawmaker banker investor chief-executive star vocalist veteran"
    " secretary-general teenager novelist painter designer hydrographer harbourmaster magistrate undersecretary captain"
)
"""What a person is or does: marks a capitalised name as a person's, and a description as a person's."""

TITLES = _words(
    "mr mrs ms miss mx dr prof professor sir lord lady dame rev reverend father sister brother imam sheikh sheik ayatollah"
    " president chancellor premier minister secretary senator governor mayor ambassador general gen colonel col major maj"
    " captain capt lieutenant lt sergeant sgt commander admiral brigadier marshal corporal inspector superintendent"
    " commissioner judge justice constable chief deputy vice prime foreign defence defense interior health finance energy"
    " justice trade education transport agriculture environment economy economics industry labour labor culture sport"
    " information state permanent attorney attorney-general field staff sub detective king queen prince princess pope"
    " cardinal bishop archbishop rabbi pastor rep representative congressman congresswoman councillor speaker director"
    " chairman chairwoman chair head professor madam monsignor police fire harbour press undersecretary master nurse"
    " coach emir sultan crown dame brig rear lieutenant-general major-general brigadier-general vice-president warrant"
    " officer superintendent mullah mufti patriarch principal headmaster tourism development affairs former ex acting"
    " lieutenant-colonel provincial district national social interim security"
)
"""Words that may stand, capitalised or not, before a person's name and are no part of it."""

HONORIFICS = _words(
    "mr mrs ms miss mx dr prof sir lord lady dame president chancellor premier minister senator governor mayor general"
    " colonel captain lieutenant sergeant major admiral brigadier inspector superintendent commissioner judge professor"
    " father sister bishop archbishop cardinal secretary ambassador pope king queen prince princess imam sheikh commander"
    " gen col capt lt sgt maj corporal deputy rev reverend ayatollah councillor justice marshal constable chairman"
    " chairwoman rabbi pastor mullah"
)
"""Titles of which one, right before a name, is enough to call it a person's."""

FEMALE = _words(
    "mrs ms miss lady dame madam queen princess mother sister wife daughter widow aunt woman girl spokeswoman chairwoman"
    " congresswoman actress businesswoman she her hers herself sportswoman saleswoman headmistress countess baroness"
)
MALE = _words(
    "mr sir lord king prince father brother husband son uncle man boy spokesman chairman congressman actor businessman"
    " fisherman he him his himself imam pope bishop cardinal priest headmaster widower monk salesman patriarch"
)

ANONYMOUS = _words(
    "source sources insider insiders resident residents villager villagers witness witnesses people person persons man men"
    " woman women expert experts analyst analysts diplomat diplomats economist economists local locals neighbour neighbours"
    " neighbor neighbors relative relatives parent parents observer observers trader traders critic critics supporter"
    " supporters fan fans user users survivor survivors passenger passengers farmer farmers fisherman fishermen shepherd"
    " protester protesters activist activists colleague colleagues friend friends reader readers voter voters investor"
    " investors prisoner prisoners captive captives soldier soldiers lawyer lawyers doctor doctors nurse nurses medic medics"
    " surgeon surgeons somebody someone anybody anyone nobody none many some most others other few several both"
    " townspeople posts picture pictures photograph account accounts rumour rumours rumor rumors media tabloid"
    " newspaper newspapers historian historians scientists researchers scholars employee employees staff worker workers"
    " colleague student students teacher teachers driver drivers visitor visitors organiser organisers"
)
"""Who stays unnamed unless a name stands with them."""

UNNAMED_KIN = _words("relatives relations parents mother father wife husband sister brother widow son daughter mothers wives")
NUMBERS = _words("one two three four five six seven eight nine ten eleven twelve dozen dozens hundreds thousands several many few some both")
JOINERS = frozenset({"of", "for", "de", "del", "della", "di", "da", "do", "dos", "du", "des", "la", "le", "van", "von", "der", "den", "ter",
                     "al", "el", "bin", "ibn", "bint", "y", "e", "on", "in", "to", "against", "without"})  # fmt: skip
"""Small words that may stand inside a name, between two capitalised ones."""
PARTICLES = JOINERS - frozenset({"of", "for", "on", "in", "to", "against", "without"})
PLACE_BEFORE = _words("in at near from to towards toward around outside into across inside over via through north south east west")
ABSTRACT = _words("monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
                  " september october november december update correction breaking editor's live exclusive analysis")  # fmt: skip

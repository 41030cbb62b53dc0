"""Words that end in a period without ending a sentence, by what may follow them."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words(
    """adm amb asst atty brig capt cdr cmdr cmsgt col cpl det dr fr gen gens gov govs hon insp lt maj messrs mlle mme
    mr mrs ms mt pfc pres prof profs pvt rep reps rev sen sens sgt ssgt st ste supt"""
)
"""Stand before a name, capitalised."""

JOINING = _words("approx ca cf e.g eg i.e ie v viz vs")
"""Never end a sentence."""

NUMBERED = _words("art arts c ch eq fig figs nos no op p para paras pp sec vol")
"""Stand before a number; before anything else they are words like others."""

NATIONS = _words("e.u u.k u.n u.s")
"""Mostly stand before another name (`U.S. Army`), unless a word follows that only begins sentences."""

MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
"""Stand before a day or a year, else like the words of ENDING, which holds them too."""

ENDING = MONTHS | _words(
    """mon tue tues wed thu thur thurs fri sat sun
    a.m p.m a.d b.c d.c l.a n.y n.j n.c s.c n.d s.d n.h n.m r.i p.r u.a.e u.s.a u.s.s.r d.r.c b.a m.a m.d ph.d
    inc corp ltd co cos bros llc plc jr sr etc al esq dept univ assn ave blvd rd hwy ft
    ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa
    tenn tex va vt wash wis wyo ont que alta"""
)
"""May stand within a sentence or at its end: what follows decides, and where it does not, the parser."""

WORDS = _words("art co fig ill ind la mass miss mo no ore sat sun mar jun del wash fri op sec vol par p")
"""Abbreviations that are also plain words in lower case; there they count only when capitalised or before a number."""

STARTERS = _words(
    """A About Above According Across After Afterwards All Along Already Also Although Amid Among An And Another Any
    Anyone Are As Asked At Authorities Because Before Behind Below Besides Both But By Can Could Despite Did Do Does
    During Each Earlier Early Either Elsewhere Even Eventually Every Everyone Few Finally First For Four From Further
    Furthermore Had Has Have He Hence Her Here His How However I If In Indeed Instead Is It Its Just Last Late Later
    Like Many Meanwhile Moreover Most Much My Neither Never Nevertheless Next No Nobody None Nor Not Nothing Now Of
    Officials On Once One Only Or Other Others Our Over Perhaps Police Previously Second Separately Several She
    Should Similarly Since So Some Someone Soon Still Subsequently Such Than That The Their Then There Therefore
    These They This Those Though Three Through Throughout Thus Till To Today Together Tomorrow Tonight Two Under
    Unless Unlike Until Upon Was We Were What Whatever When Whenever Where Whereas Whether Which While Who Whoever
    Whose Why Will With Within Without Witnesses Would Yesterday Yet You Your"""
)
"""Words that, capitalised within text, begin a sentence and hardly ever a name."""

SPEECH = "said|says|asked|asks|wrote|writes|added|replied|shouted|cried|tweeted|told|demanded|yelled|joked|posted"
"""Verbs that close a quotation which ends in a question or exclamation mark."""

"""Who is first described and then named, called by a wider word, or only stands in the way of who is meant."""

from spacy.language import Language

from tests.claims.test_parties import names, pipeline, whom

__all__ = ["pipeline"]


def test_a_midfielder_is_the_player_and_a_solicitor_the_lawyer(pipeline: Language) -> None:
    text = "Rovers dropped midfielder Bram Oss on Monday. Solicitor Ada Vane read his letter. {} shrugged."
    assert names(whom(pipeline, text.format("The player"), "The player")) == ["Bram Oss"]
    assert names(whom(pipeline, text.format("The lawyer"), "The lawyer")) == ["Ada Vane"]


def test_the_minister_may_be_the_secretary_who_resigned(pipeline: Language) -> None:
    text = (
        "Bram Oss resigned as transport secretary on Monday. Sir Hugo Penn of the audit court counted the bills. "
        "The outgoing minister said that he had paid them."
    )
    assert names(whom(pipeline, text, "The outgoing minister")) == ["Bram Oss"]


def test_a_lawyers_client_is_whom_the_lawyer_acts_for(pipeline: Language) -> None:
    text = "Oss's lawyer, Ada Vane, said her client denied it. Bram Oss has left."
    found = whom(pipeline, text, "Oss's lawyer, Ada Vane", "her client")
    assert names(found) == ["Ada Vane", "Bram Oss"]


def test_a_lawyers_client_is_not_the_lawyer(pipeline: Language) -> None:
    text = "Counsel Ada Vane rose at noon. “My client was asleep in the boat,” said Vane."
    assert whom(pipeline, text, "Counsel Ada Vane", "My client")[-1].party != "Ada Vane"


def test_the_ledes_judge_is_named_further_on(pipeline: Language) -> None:
    text = (
        "A judge sent the farmers home on Friday.\n\nThe well is theirs. The Reed List sued.\n\nThe deed was "
        "sound, Judge Ada Vane found."
    )
    assert names(whom(pipeline, text, "A judge", "Judge Ada Vane")) == ["Ada Vane"] * 2


def test_the_ledes_stranger_is_who_the_next_paragraph_begins_with(pipeline: Language) -> None:
    text = (
        "A welder told the mayor on Tuesday that she would keep the bell.\n\n"
        "Lida Verrin, 51, found it in a ditch. "
        "The mayor, Bram Oss, wants it back."
    )
    assert names(whom(pipeline, text, "A welder")) == ["Lida Verrin"]


def test_the_ledes_stranger_is_nobody_of_whom_something_else_is_said(pipeline: Language) -> None:
    text = (
        "A welder told the council on Tuesday that she would keep the bell.\n\nLida Verrin, the mayor, wants it back."
    )
    assert names(whom(pipeline, text, "A welder")) == [None]


def test_whose_copy_it_is_is_not_the_firm(pipeline: Language) -> None:
    text = "TOLMARK, Feb 14 (QRZ) - Verrin Quays told QRZ that it had sold. The firm keeps a crane."
    assert names(whom(pipeline, text, "Verrin Quays", "The firm")) == ["Verrin Quays"] * 2


def test_the_title_of_a_book_is_nobody(pipeline: Language) -> None:
    text = "In a memoir, “Still Harbour,” Bram Oss told of it. In “Still Harbour,” he wrote that he was right."
    assert whom(pipeline, text, "he wrote")[0].party != "Still Harbour"


def test_a_bare_surname_is_not_the_father_of_who_is_meant(pipeline: Language) -> None:
    text = (
        "His father, Hugo Verrin, built boats. Hugo Verrin lost two at sea, and he quit. The rower Bram Verrin "
        "lives inland. Verrin said that he was done."
    )
    assert names(whom(pipeline, text, "Verrin said that"))[-1] == "Bram Verrin"


def test_the_culture_list_keeps_its_first_word(pipeline: Language) -> None:
    text = "On Friday Culture List said that it would stand. Culture Secretary Hugo Penn did not."
    assert names(whom(pipeline, text, "Culture List", "Culture Secretary Hugo Penn")) == ["Culture List", "Hugo Penn"]


def test_the_front_of_a_front_spokesman_is_the_party(pipeline: Language) -> None:
    text = "The army held the fort. On Friday Front spokesman Hugo Penn laughed at it."
    found = whom(pipeline, text, "Front spokesman Hugo Penn")
    assert (found[0].party, found[0].person) == ("Front", "Hugo Penn")


def test_the_coroner_counts_as_a_mention_of_her(pipeline: Language) -> None:
    text = (
        "Coroner Lida Verrin came late.\n\nBram Oss, the usher, wondered: had the coroner walked?\n\n"
        "She said that her car was stuck."
    )
    assert names(whom(pipeline, text, "She")) == ["Lida Verrin"]


def test_letters_after_a_name_are_no_part_of_it(pipeline: Language) -> None:
    assert names(whom(pipeline, "Later Hugo Penn KC said that it was over.", "Hugo Penn KC")) == ["Hugo Penn"]


def test_a_former_firms_gardener_is_not_the_firm(pipeline: Language) -> None:
    source = "the man who drew it, former Tolmark gardener Hugo Penn"
    assert names(whom(pipeline, f"Tolmark has the map. Whose hand is it? {source}, says it is his.", source)) == [
        "Hugo Penn"
    ]


def test_the_towns_council_is_not_the_town(pipeline: Language) -> None:
    found = whom(pipeline, "A storm cut the town off. The town's council raised the toll.", "The town's council")
    assert names(found) == ["Town council"]


def test_the_company_is_the_one_name_that_acts(pipeline: Language) -> None:
    text = "The Bakers' Union fears that Brandhalm will sell both ovens. The company would keep one, it says."
    assert names(whom(pipeline, text, "The company")) == ["Brandhalm"]


def test_a_bare_spokesman_speaks_for_the_name_right_before(pipeline: Language) -> None:
    text = "Brandhalm wrote to us at nine. The ovens are cold, spokesman Hugo Penn says. Police came at ten."
    assert names(whom(pipeline, text, "spokesman Hugo Penn")) == ["Brandhalm"]


def test_police_in_a_town_are_its_police(pipeline: Language) -> None:
    found = whom(pipeline, "Police in neighbouring Tolmark found the goat.", "Police in neighbouring Tolmark")
    assert names(found) == ["Tolmark Police"]


def test_a_native_is_a_person_and_the_natives_their_government(pipeline: Language) -> None:
    text = "Bram Oss won on Monday. In the tent, the Velmarian said that he was tired."
    assert names(whom(pipeline, text, "Bram Oss", "the Velmarian"))[-1] == "Bram Oss"
    text = "The Velmarian coastguard sailed. The Velmarians want the island."
    assert names(whom(pipeline, text, "The Velmarians")) == ["Velmarian government"]


def test_an_agency_in_brackets_is_no_army_with_its_initials(pipeline: Language) -> None:
    text = "TOLMARK, May 14 (NPA) - Bram Oss resigned on Friday. NPA could not confirm why."
    assert names(whom(pipeline, text, "NPA")) == ["NPA"]


def test_a_transcripts_host_is_nobody(pipeline: Language) -> None:
    text = "HOST: Did Bram Oss say why?\n\nREPORTER: They asked him twice. He did not."
    assert whom(pipeline, text, "They")[0].party != "HOST"


def test_the_leader_of_a_front_is_who_the_next_paragraph_begins_with(pipeline: Language) -> None:
    text = (
        "The leader of the Reed Front has ruled out talks with the king.\n\n"
        "In a long poem, Bram Oss insulted the palace. The Reed Front is at war."
    )
    assert names(whom(pipeline, text, "The leader of the Reed Front")) == ["Bram Oss"]


def test_the_woman_of_the_lede_is_named_below_it(pipeline: Language) -> None:
    text = (
        "The Vardian woman who was thought to have drowned has phoned that she is in port.\n\n"
        "Lida Verrin, 45, bought the boat in April. Lida Verrin keeps bees."
    )
    assert names(whom(pipeline, text, "The Vardian woman who was thought to have drowned")) == ["Lida Verrin"]


def test_the_company_is_not_one_that_the_text_only_comes_to(pipeline: Language) -> None:
    text = (
        "It is untrue that Brandhalm will sell its ovens, the company says. Brandhalm owns two.\n\n"
        "The Water Rights System binds it."
    )
    assert names(whom(pipeline, text, "Brandhalm", "the company"))[-1] == "Brandhalm"


def test_the_government_of_a_vardian_president_is_vardian(pipeline: Language) -> None:
    text = "The government of Norwegian President Bram Oss denied it. The government would not say more."
    found = whom(pipeline, text, "The government of Norwegian President Bram Oss", "The government")
    assert {r.party for r in found} == {"Norway"}


def test_a_stroke_joins_the_words_of_a_name(pipeline: Language) -> None:
    text = "On Friday the Tolmark/Verrin County Health Department reported it."
    found = whom(pipeline, text, "the Tolmark/Verrin County Health Department")
    assert names(found) == ["Tolmark/Verrin County Health Department"]
